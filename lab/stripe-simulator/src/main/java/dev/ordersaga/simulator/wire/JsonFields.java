package dev.ordersaga.simulator.wire;

import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Common fields of Stripe's objects. */
final class JsonFields {

    private JsonFields() {}

    static ObjectNode object(String id, String kind) {
        return object().put("id", id).put("object", kind);
    }

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    static void time(ObjectNode json, String name, @Nullable Instant time) {
        json.put(name, time == null ? null : (Long) time.getEpochSecond());
    }

    static void texts(ObjectNode json, String name, Map<String, String> texts) {
        ObjectNode inner = json.putObject(name);
        texts.forEach(inner::put);
    }

    static String wireName(Enum<?> state) {
        return state.name().toLowerCase(Locale.ROOT);
    }
}

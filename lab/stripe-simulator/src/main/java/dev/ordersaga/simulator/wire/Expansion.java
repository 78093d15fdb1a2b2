package dev.ordersaga.simulator.wire;

import dev.ordersaga.simulator.payment.InvalidRequestException;
import dev.ordersaga.simulator.payment.ObjectLookup;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Replaces ids by objects ({@code expand[]}). */
public final class Expansion {

    private static final int MAX_DEPTH = 4;

    private final List<List<String>> paths;
    private final StripeJson stripeJson;

    /** @throws InvalidRequestException when a path is too deep */
    public Expansion(Parameters parameters, StripeJson stripeJson) {
        this.stripeJson = stripeJson;
        this.paths = parameters.texts("expand").stream()
                .map(path -> List.of(path.split("\\.")))
                .toList();
        for (List<String> path : paths) {
            if (path.size() > MAX_DEPTH) {
                throw InvalidRequestException.of(
                        "expand", null, "You cannot expand more than " + MAX_DEPTH + " levels of a property.");
            }
        }
    }

    /**
     * Expands in place.
     *
     * @return the same object
     * @throws InvalidRequestException when a path cannot be expanded
     */
    public ObjectNode in(ObjectNode json, ObjectLookup store) {
        for (List<String> path : paths) {
            expand(json, path, store);
        }
        return json;
    }

    private void expand(ObjectNode json, List<String> path, ObjectLookup store) {
        String name = path.getFirst();
        List<String> rest = path.subList(1, path.size());
        if (name.equals("data") && json.path("data").isArray()) {
            json.get("data").forEach(item -> expand((ObjectNode) item, rest, store));
            return;
        }
        JsonNode found = json.get(name);
        if (found == null) {
            throw unknown(path);
        }
        if (found.isString()) {
            found = object(found.asString(), store).orElseThrow(() -> unknown(path));
        }
        json.set(name, found);
        if (!rest.isEmpty() && found instanceof ObjectNode inner) {
            expand(inner, rest, store);
        }
    }

    private Optional<ObjectNode> object(String id, ObjectLookup store) {
        return switch (id.substring(0, id.indexOf('_') + 1)) {
            case "pi_" -> store.intent(id).map(stripeJson::intent);
            case "ch_" -> store.charge(id).map(stripeJson::charge);
            default -> Optional.empty();
        };
    }

    private static InvalidRequestException unknown(List<String> path) {
        return InvalidRequestException.of(
                "expand", null, "This property cannot be expanded (" + String.join(".", path) + ").");
    }
}

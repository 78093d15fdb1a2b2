package dev.ordersaga.simulator.wire;

import dev.ordersaga.simulator.payment.Lookup;
import dev.ordersaga.simulator.payment.Page;
import dev.ordersaga.simulator.payment.PaymentMethods;
import dev.ordersaga.simulator.payment.Refund;
import dev.ordersaga.simulator.payment.Refusal;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Puts whole objects in the place of ids, as {@code expand[]} asks. */
public final class Expansion {

    private static final int DEEPEST = 4;
    private static final int SHOWN_REFUNDS = 10;

    private final List<List<String>> paths;
    private final StripeJson words;

    /** @throws Refusal when a path is too deep */
    public Expansion(Parameters given, StripeJson words) {
        this.words = words;
        this.paths = given.texts("expand").stream()
                .map(path -> List.of(path.split("\\.")))
                .toList();
        for (List<String> path : paths) {
            if (path.size() > DEEPEST) {
                throw Refusal.of("expand", null, "You cannot expand more than " + DEEPEST + " levels of a property.");
            }
        }
    }

    /**
     * Expands in place.
     *
     * @return the same object
     * @throws Refusal when a path leads nowhere
     */
    public ObjectNode in(ObjectNode json, Lookup book) {
        for (List<String> path : paths) {
            expand(json, path, book);
        }
        return json;
    }

    private void expand(ObjectNode json, List<String> path, Lookup book) {
        String name = path.getFirst();
        List<String> rest = path.subList(1, path.size());
        if (name.equals("data") && json.path("data").isArray()) {
            json.get("data").forEach(item -> expand((ObjectNode) item, rest, book));
            return;
        }
        JsonNode found = json.get(name);
        if (found == null) {
            found = included(json, name, book).orElseThrow(() -> unknown(path));
        } else if (found.isString()) {
            found = object(found.asString(), book).orElseThrow(() -> unknown(path));
        }
        json.set(name, found);
        if (!rest.isEmpty() && found instanceof ObjectNode inner) {
            expand(inner, rest, book);
        }
    }

    private Optional<ObjectNode> object(String id, Lookup book) {
        return switch (id.substring(0, id.indexOf('_') + 1)) {
            case "pi_" -> book.intent(id).map(words::intent);
            case "ch_" -> book.charge(id).map(words::charge);
            case "re_" -> book.refund(id).map(words::refund);
            case "pm_" -> PaymentMethods.find(id).map(FailureJson::method);
            default -> Optional.empty();
        };
    }

    /** What an object does not even name unless it is asked for. */
    private Optional<ObjectNode> included(ObjectNode json, String name, Lookup book) {
        if (!name.equals("refunds") || !"charge".equals(json.path("object").asString())) {
            return Optional.empty();
        }
        String charge = json.path("id").asString();
        List<Refund> refunds = book.refundsOf(charge);
        Page<Refund> shown = new Page<>(refunds.stream().limit(SHOWN_REFUNDS).toList(), refunds.size() > SHOWN_REFUNDS);
        return Optional.of(words.list("/v1/charges/" + charge + "/refunds", shown, words::refund));
    }

    private static Refusal unknown(List<String> path) {
        return Refusal.of("expand", null, "This property cannot be expanded (" + String.join(".", path) + ").");
    }
}

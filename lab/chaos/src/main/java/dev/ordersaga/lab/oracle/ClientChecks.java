package dev.ordersaga.lab.oracle;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Compares the responses to clients with the events. */
final class ClientChecks {

    private ClientChecks() {}

    /** O1. */
    static List<Violation> acceptedOrdersAreStored(IndexedRun indexed) {
        List<Violation> found = new ArrayList<>();
        Map<String, String> orderOf = new HashMap<>();
        indexed.orders().values().forEach(order -> {
            String before = orderOf.put(order.customer(), order.id());
            if (before != null) {
                found.add(new Violation(Promise.O1, order.customer(), "placed twice: " + before + ", " + order.id()));
            }
        });
        Set<String> requested = new HashSet<>();
        for (ClientOperation line : indexed.run().history()) {
            if (!line.operation().equals("place")) {
                continue;
            }
            requested.add(line.customer());
            if (line.isAccepted() && !Objects.equals(orderOf.get(line.customer()), line.order())) {
                found.add(new Violation(
                        Promise.O1,
                        line.customer(),
                        "was accepted as order " + line.order() + ", stored is " + orderOf.get(line.customer())));
            }
        }
        orderOf.keySet().stream()
                .filter(customer -> !requested.contains(customer))
                .forEach(customer -> found.add(new Violation(Promise.O1, customer, "stored, but not requested")));
        return found;
    }

    /** O2. */
    static List<Violation> oneOrderPerKey(IndexedRun indexed) {
        List<Violation> found = new ArrayList<>();
        Map<String, String> orderOf = new HashMap<>();
        for (ClientOperation line : indexed.run().history()) {
            if (line.key() != null && line.isAccepted() && line.order() != null) {
                String before = orderOf.putIfAbsent(line.key(), line.order());
                if (before != null && !before.equals(line.order())) {
                    found.add(new Violation(Promise.O2, line.key(), "refers to " + before + " and " + line.order()));
                }
            }
        }
        return found;
    }

    /** O6, for the responses to clients. */
    static List<Violation> readsAreMonotonic(IndexedRun indexed) {
        List<Violation> found = new ArrayList<>();
        Map<String, Long> newest = new HashMap<>();
        Set<String> accepted = new HashSet<>();
        for (ClientOperation line : indexed.run().history()) {
            String order = line.order();
            if (order == null) {
                continue;
            }
            String session = line.client() + " " + order;
            if (line.isPoll() && line.status() == 404 && accepted.contains(order)) {
                found.add(new Violation(Promise.O6, order, "404 after it was accepted"));
            }
            if (line.isAccepted()) {
                accepted.add(order);
            }
            Long version = line.version();
            if (line.isPoll() && version != null) {
                long before = newest.merge(session, version, Math::max);
                if (version < before) {
                    found.add(new Violation(Promise.O6, order, "shown as version " + version + " after " + before));
                }
            }
        }
        return found;
    }
}

package dev.ordersaga.lab.oracle;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Checks the final state of the system. */
final class StateChecks {

    private StateChecks() {}

    /** O3. */
    static List<Violation> everyOrderIsSettled(IndexedRun indexed) {
        List<Violation> found = new ArrayList<>();
        for (FoldedOrder order : indexed.orders().values()) {
            FinalOrder finalOrder = indexed.finalOrders().get(order.id());
            if (indexed.run().poisoned().contains(order.id())) {
                continue;
            }
            if (!order.isSettled()) {
                found.add(new Violation(Promise.O3, order.id(), "still " + order.status()));
            } else if (finalOrder != null && finalOrder.inProgress()) {
                found.add(new Violation(Promise.O3, order.id(), "its payment is still " + finalOrder.paymentStatus()));
            }
        }
        return found;
    }

    /** O6, for the final state. */
    static List<Violation> viewsEqualTheEvents(IndexedRun indexed) {
        List<Violation> found = new ArrayList<>();
        indexed.orders().keySet().stream()
                .filter(id -> !indexed.finalOrders().containsKey(id))
                .forEach(id -> found.add(new Violation(Promise.O6, id, "is not in the view")));
        for (FinalOrder finalOrder : indexed.run().finalOrders()) {
            FoldedOrder order = indexed.orders().get(finalOrder.order());
            if (order == null) {
                found.add(new Violation(Promise.O6, finalOrder.order(), "is in the view, but has no events"));
                continue;
            }
            boolean same = finalOrder.status().equals(order.status())
                    && finalOrder.version() == order.version()
                    && finalOrder.rowVersion() == order.version()
                    && finalOrder.capturedMinor() == order.captured()
                    && finalOrder.refundedMinor() == order.refunded();
            if (!same) {
                found.add(new Violation(
                        Promise.O6,
                        order.id(),
                        "view %s; by its events %s, version %d, captured %d, refunded %d"
                                .formatted(
                                        finalOrder,
                                        order.status(),
                                        order.version(),
                                        order.captured(),
                                        order.refunded())));
            }
        }
        return found;
    }

    /** O7. */
    static List<Violation> streamsHaveNoGaps(IndexedRun indexed) {
        List<Violation> found = new ArrayList<>();
        indexed.streams().forEach((id, stream) -> {
            for (int i = 0; i < stream.size(); i++) {
                if (stream.get(i).sequence() != i) {
                    found.add(new Violation(
                            Promise.O7,
                            id,
                            "has %d instead of %d".formatted(stream.get(i).sequence(), i)));
                    return;
                }
            }
        });
        Set<String> ids = new HashSet<>();
        indexed.run().events().stream()
                .filter(event -> !ids.add(event.id()))
                .forEach(event -> found.add(new Violation(Promise.O7, event.id(), "is the id of two events")));
        return found;
    }

    /** O8 and O9. */
    static List<Violation> noLeftovers(IndexedRun indexed) {
        List<Violation> found = new ArrayList<>();
        for (LeftoverRow leftover : indexed.run().leftovers()) {
            if (leftover.kind().equals("quarantine")) {
                if (!indexed.run().poisoned().contains(leftover.subject())) {
                    found.add(new Violation(
                            Promise.O9, leftover.subject(), "is a dead letter, but was not made to fail"));
                }
            } else if (!isAuthorized(indexed.finalOrders().get(leftover.subject()))) {
                found.add(new Violation(Promise.O8, leftover.subject(), "leaves a " + leftover.kind() + " behind"));
            }
        }
        return found;
    }

    /** An authorization that waits for the shipment: its expiry must be detected. */
    private static boolean isAuthorized(@Nullable FinalOrder finalOrder) {
        return finalOrder != null && finalOrder.paymentStatus().equals("AUTHORIZED");
    }
}

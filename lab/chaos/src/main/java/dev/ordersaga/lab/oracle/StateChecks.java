package dev.ordersaga.lab.oracle;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Checks the final state of the system. */
final class StateChecks {

    private static final Set<String> OPERATOR_STATES = Set.of("CAPTURE_FAILED", "RELEASE_FAILED");

    private StateChecks() {}

    /** O3. */
    static List<Violation> everyOrderIsSettled(IndexedRun evidence) {
        List<Violation> found = new ArrayList<>();
        for (FoldedOrder order : evidence.orders().values()) {
            FinalOrder finalOrders = evidence.finalOrders().get(order.id());
            if (evidence.run().poisoned().contains(order.id())) {
                continue;
            }
            if (!order.isSettled()) {
                found.add(new Violation(Promise.O3, order.id(), "still " + order.status()));
            } else if (finalOrders != null && finalOrders.inProgress()) {
                found.add(new Violation(Promise.O3, order.id(), "its payment is still " + finalOrders.paymentStatus()));
            } else if (finalOrders != null && OPERATOR_STATES.contains(finalOrders.paymentStatus())) {
                found.add(new Violation(Promise.O3, order.id(), "left to an operator: " + finalOrders.paymentStatus()));
            }
        }
        return found;
    }

    /** O6, for the final state. */
    static List<Violation> viewsEqualTheEvents(IndexedRun evidence) {
        List<Violation> found = new ArrayList<>();
        evidence.orders().keySet().stream()
                .filter(id -> !evidence.finalOrders().containsKey(id))
                .forEach(id -> found.add(new Violation(Promise.O6, id, "is not in the view")));
        for (FinalOrder finalOrders : evidence.run().finalOrders()) {
            FoldedOrder order = evidence.orders().get(finalOrders.order());
            if (order == null) {
                found.add(new Violation(Promise.O6, finalOrders.order(), "is in the view, but has no events"));
                continue;
            }
            boolean same = finalOrders.status().equals(order.status())
                    && finalOrders.version() == order.version()
                    && finalOrders.rowVersion() == order.version()
                    && finalOrders.capturedMinor() == order.captured()
                    && finalOrders.refundedMinor() == order.refunded();
            if (!same) {
                found.add(new Violation(
                        Promise.O6,
                        order.id(),
                        "view %s; by its events %s, version %d, captured %d, refunded %d"
                                .formatted(
                                        finalOrders,
                                        order.status(),
                                        order.version(),
                                        order.captured(),
                                        order.refunded())));
            }
        }
        return found;
    }

    /** O7. */
    static List<Violation> streamsHaveNoGaps(IndexedRun evidence) {
        List<Violation> found = new ArrayList<>();
        evidence.streams().forEach((id, stream) -> {
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
        evidence.run().events().stream()
                .filter(event -> !ids.add(event.id()))
                .forEach(event -> found.add(new Violation(Promise.O7, event.id(), "is the id of two events")));
        return found;
    }

    /** O8 and O9. */
    static List<Violation> noLeftovers(IndexedRun evidence) {
        List<Violation> found = new ArrayList<>();
        for (LeftoverRow leftover : evidence.run().leftovers()) {
            if (leftover.kind().equals("quarantine")) {
                if (!evidence.run().poisoned().contains(leftover.subject())) {
                    found.add(new Violation(
                            Promise.O9, leftover.subject(), "is a dead letter, but was not made to fail"));
                }
            } else if (!isAuthorized(evidence.finalOrders().get(leftover.subject()))) {
                found.add(new Violation(Promise.O8, leftover.subject(), "leaves a " + leftover.kind() + " behind"));
            }
        }
        return found;
    }

    /** An authorization that waits for the shipment: its expiry must be detected. */
    private static boolean isAuthorized(@Nullable FinalOrder finalOrders) {
        return finalOrders != null && finalOrders.paymentStatus().equals("AUTHORIZED");
    }
}

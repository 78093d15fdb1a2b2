package dev.ordersaga.lab.oracle;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the system holds at the end. */
final class StateChecks {

    private static final Set<String> FOR_A_PERSON = Set.of("CAPTURE_FAILED", "RELEASE_FAILED");

    private StateChecks() {}

    /** O3. */
    static List<Violation> everyOrderIsSettled(IndexedRun evidence) {
        List<Violation> found = new ArrayList<>();
        for (FoldedOrder order : evidence.orders().values()) {
            FinalOrderView shown = evidence.shown().get(order.id());
            if (evidence.run().poisoned().contains(order.id())) {
                continue;
            }
            if (!order.isSettled()) {
                found.add(new Violation(Promise.O3, order.id(), "still " + order.status()));
            } else if (shown != null && shown.moving()) {
                found.add(new Violation(Promise.O3, order.id(), "its payment is still " + shown.paymentStatus()));
            } else if (shown != null && FOR_A_PERSON.contains(shown.paymentStatus())) {
                found.add(new Violation(Promise.O3, order.id(), "left to a person: " + shown.paymentStatus()));
            }
        }
        return found;
    }

    /** O6, as it is stored. */
    static List<Violation> viewsFollowTheEvents(IndexedRun evidence) {
        List<Violation> found = new ArrayList<>();
        evidence.orders().keySet().stream()
                .filter(id -> !evidence.shown().containsKey(id))
                .forEach(id -> found.add(new Violation(Promise.O6, id, "is not shown")));
        for (FinalOrderView shown : evidence.run().shown()) {
            FoldedOrder order = evidence.orders().get(shown.order());
            if (order == null) {
                found.add(new Violation(Promise.O6, shown.order(), "is shown, but has no events"));
                continue;
            }
            boolean same = shown.status().equals(order.status())
                    && shown.version() == order.version()
                    && shown.rowVersion() == order.version()
                    && shown.capturedMinor() == order.captured()
                    && shown.refundedMinor() == order.refunded();
            if (!same) {
                found.add(new Violation(
                        Promise.O6,
                        order.id(),
                        "shown %s; its events say %s, version %d, captured %d, refunded %d"
                                .formatted(
                                        shown, order.status(), order.version(), order.captured(), order.refunded())));
            }
        }
        return found;
    }

    /** O7. */
    static List<Violation> streamsAreUnbroken(IndexedRun evidence) {
        List<Violation> found = new ArrayList<>();
        evidence.streams().forEach((id, stream) -> {
            for (int i = 0; i < stream.size(); i++) {
                if (stream.get(i).sequence() != i) {
                    found.add(new Violation(
                            Promise.O7,
                            id,
                            "has %d where %d belongs".formatted(stream.get(i).sequence(), i)));
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
    static List<Violation> nothingIsLeftBehind(IndexedRun evidence) {
        List<Violation> found = new ArrayList<>();
        for (Leftover leftover : evidence.run().leftovers()) {
            if (leftover.kind().equals("quarantine")) {
                if (!evidence.run().poisoned().contains(leftover.subject())) {
                    found.add(new Violation(Promise.O9, leftover.subject(), "is set aside, though nobody poisoned it"));
                }
            } else if (!isReserved(evidence.shown().get(leftover.subject()))) {
                found.add(new Violation(Promise.O8, leftover.subject(), "leaves a " + leftover.kind() + " behind"));
            }
        }
        return found;
    }

    /** Money that waits for the shipment: somebody has to notice when the reservation expires. */
    private static boolean isReserved(@Nullable FinalOrderView shown) {
        return shown != null && shown.paymentStatus().equals("AUTHORIZED");
    }
}

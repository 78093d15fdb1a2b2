package dev.ordersaga.lab.oracle;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Checks that deadlines run only while the bank or the customer is waited for. */
final class DeadlineChecks {

    /** What a payment records when its provider was asked and has not decided. */
    private static final Set<String> ASKED = Set.of("PaymentUnanswered", "PaymentProcessing", "PaymentActionRequired");

    private DeadlineChecks() {}

    /** O13. */
    static List<Violation> whoIsRejectedForTimeWasAskedAbout(IndexedRun indexed) {
        Map<String, Long> asked = new HashMap<>();
        Map<String, Long> checked = new HashMap<>();
        for (StoredEvent event : indexed.run().events()) {
            if (ASKED.contains(event.type())) {
                asked.merge(event.orderId(), event.index(), Math::min);
            } else if (event.type().equals("PaymentCheckRequested")) {
                checked.merge(event.orderId(), event.index(), Math::min);
            }
        }
        List<Violation> found = new ArrayList<>();
        for (FoldedOrder order : indexed.orders().values()) {
            long check = checked.getOrDefault(order.id(), Long.MAX_VALUE);
            if (order.isTimedOut() && asked.getOrDefault(order.id(), Long.MAX_VALUE) >= check) {
                found.add(
                        new Violation(Promise.O13, order.id(), "is rejected for time, and its provider was not asked"));
            }
        }
        return found;
    }
}

package dev.ordersaga.lab.oracle;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Checks that whatever wants a person is an open case. */
final class CaseChecks {

    private static final Set<String> WANT_A_PERSON = Set.of("CAPTURE_FAILED", "RELEASE_FAILED");

    private CaseChecks() {}

    /** O12. */
    static List<Violation> whatWantsAPersonIsACase(IndexedRun indexed) {
        List<Violation> found = new ArrayList<>();
        for (FoldedOrder order : indexed.orders().values()) {
            String why = why(order, indexed);
            if (why != null && !indexed.run().cases().contains(order.id())) {
                found.add(new Violation(Promise.O12, order.id(), why + ", but it has no case"));
            }
        }
        return found;
    }

    /** Why the order wants a person; null if it does not. */
    private static @Nullable String why(FoldedOrder order, IndexedRun indexed) {
        FinalOrder finalOrder = indexed.finalOrders().get(order.id());
        ProviderBalance balance = indexed.balance(order.id());
        if (finalOrder != null && WANT_A_PERSON.contains(finalOrder.paymentStatus())) {
            return "its payment is " + finalOrder.paymentStatus();
        }
        if (order.hasFailedRefund() && !order.isUnfulfilled()) {
            return "a refund has failed";
        }
        return balance.isChangedByHand() && balance.net() != order.net()
                ? "net amount %d by its events, %d at the provider, changed by hand"
                        .formatted(order.net(), balance.net())
                : null;
    }
}

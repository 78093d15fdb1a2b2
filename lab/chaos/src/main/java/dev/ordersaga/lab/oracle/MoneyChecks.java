package dev.ordersaga.lab.oracle;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Compares the provider's ledger with the events. */
final class MoneyChecks {

    private static final Set<String> EFFECTS = Set.of("auth", "capture", "refund");

    private MoneyChecks() {}

    /** O4. */
    static List<Violation> oneEffectPerKey(IndexedRun indexed) {
        List<Violation> found = new ArrayList<>();
        Map<String, String> effectOf = new HashMap<>();
        Map<String, Set<String>> charges = new HashMap<>();
        for (ProviderLedgerEntry line : indexed.run().ledger()) {
            if (!line.succeeded() || !EFFECTS.contains(line.op())) {
                continue;
            }
            if (line.idemKey() != null) {
                String effect = line.op() + " " + line.idemKey();
                String before = effectOf.putIfAbsent(effect, String.valueOf(line.pspId()));
                if (before != null) {
                    found.add(new Violation(Promise.O4, effect, "took effect twice: " + before + ", " + line.pspId()));
                }
            }
            if (line.op().equals("capture") && line.orderId() != null) {
                charges.computeIfAbsent(line.orderId(), order -> new HashSet<>())
                        .add(String.valueOf(line.pspId()));
            }
        }
        charges.forEach((order, intents) -> {
            FoldedOrder known = indexed.orders().get(order);
            if (known != null
                    && !known.isUnfulfilled()
                    && indexed.balance(order).net() > known.total()) {
                found.add(new Violation(Promise.O4, order, "charged by " + intents));
            }
        });
        return found;
    }

    /** O5. */
    static List<Violation> amountsAgree(IndexedRun indexed) {
        List<Violation> found = new ArrayList<>(indexed.ledgerViolations());
        for (FoldedOrder order : indexed.orders().values()) {
            ProviderBalance balance = indexed.balance(order.id());
            // What was changed by hand may differ, as a case (O12).
            if (balance.net() != order.net() && !balance.isChangedByHand()) {
                found.add(new Violation(
                        Promise.O5,
                        order.id(),
                        "%s, net amount %d by its events, %d at the provider"
                                .formatted(order.status(), order.net(), balance.net())));
            }
            if (order.isUnfulfilled() && balance.net() + balance.open() != 0) {
                found.add(new Violation(
                        Promise.O5,
                        order.id(),
                        "%s, but %d captured and %d authorized"
                                .formatted(order.status(), balance.net(), balance.open())));
            }
        }
        return found;
    }

    /** O11. */
    static List<Violation> whoPaidInTimeIsNotRejected(IndexedRun indexed) {
        List<Violation> found = new ArrayList<>();
        for (ProviderLedgerEntry line : indexed.run().ledger()) {
            FoldedOrder order = line.orderId() == null ? null : indexed.orders().get(line.orderId());
            if (order == null || !line.succeeded() || !line.op().equals("auth")) {
                continue;
            }
            Instant deadline = order.missedDeadline();
            if (deadline != null && line.t() != null && line.t().isBefore(deadline)) {
                found.add(new Violation(
                        Promise.O11,
                        order.id(),
                        "%s, but it was paid at %s, before %s".formatted(order.status(), line.t(), deadline)));
            }
        }
        return found;
    }

    /** O10. */
    static List<Violation> chargesAreRecorded(IndexedRun indexed) {
        List<Violation> found = new ArrayList<>();
        indexed.balances().forEach((order, balance) -> {
            FoldedOrder known = indexed.orders().get(order);
            boolean something = balance.captured() > 0 || balance.open() > 0;
            if (something && (known == null || !known.isPaymentRequested())) {
                found.add(new Violation(Promise.O10, order, "charged, but its payment was never requested"));
            } else if (something && known != null && !known.isSettled()) {
                found.add(new Violation(Promise.O10, order, "charged, but still " + known.status()));
            }
        });
        indexed.streams().forEach((id, stream) -> {
            String last = stream.getLast().type();
            if (last.equals("PaymentAttemptStarted")) {
                found.add(new Violation(Promise.O10, stream.getLast().orderId(), "its attempt has no result"));
            }
        });
        return found;
    }
}

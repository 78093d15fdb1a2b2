package dev.ordersaga.lab.oracle;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The provider's ledger, held against the events. */
final class MoneyChecks {

    private static final Set<String> BEGINS = Set.of("auth", "capture", "refund");

    private MoneyChecks() {}

    /** O4. */
    static List<Violation> oneEffectPerKey(IndexedRun evidence) {
        List<Violation> found = new ArrayList<>();
        Map<String, String> effectOf = new HashMap<>();
        Map<String, Set<String>> charges = new HashMap<>();
        for (ProviderLedgerEntry line : evidence.run().ledger()) {
            if (!line.happened() || !BEGINS.contains(line.op())) {
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
            FoldedOrder known = evidence.orders().get(order);
            if (known != null
                    && !known.isWithoutGoods()
                    && evidence.money(order).net() > known.total()) {
                found.add(new Violation(Promise.O4, order, "charged by " + intents));
            }
        });
        return found;
    }

    /** O5. */
    static List<Violation> moneyIsWhereTheOrderSays(IndexedRun evidence) {
        List<Violation> found = new ArrayList<>(evidence.moneyOnTheWay());
        for (FoldedOrder order : evidence.orders().values()) {
            ProviderMoney money = evidence.money(order.id());
            if (money.net() != order.net()) {
                found.add(new Violation(
                        Promise.O5,
                        order.id(),
                        "%s, keeps %d by its events, %d at the provider"
                                .formatted(order.status(), order.net(), money.net())));
            }
            if (order.isWithoutGoods() && money.net() + money.open() != 0) {
                found.add(new Violation(
                        Promise.O5,
                        order.id(),
                        "%s, but %d taken and %d reserved".formatted(order.status(), money.net(), money.open())));
            }
        }
        return found;
    }

    /** O10. */
    static List<Violation> chargesAreKnown(IndexedRun evidence) {
        List<Violation> found = new ArrayList<>();
        evidence.moneyOfOrders().forEach((order, money) -> {
            FoldedOrder known = evidence.orders().get(order);
            boolean something = money.captured() > 0 || money.open() > 0;
            if (something && (known == null || !known.isPaymentRequested())) {
                found.add(new Violation(Promise.O10, order, "charged, but its payment was never asked for"));
            } else if (something && known != null && !known.isSettled()) {
                found.add(new Violation(Promise.O10, order, "charged, but still " + known.status()));
            }
        });
        evidence.streams().forEach((id, stream) -> {
            String last = stream.getLast().type();
            if (last.equals("PaymentAttemptStarted")) {
                found.add(new Violation(Promise.O10, stream.getLast().orderId(), "its attempt has no answer"));
            }
        });
        return found;
    }
}

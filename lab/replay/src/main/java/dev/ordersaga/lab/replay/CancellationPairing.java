package dev.ordersaga.lab.replay;

import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds the order that a cancellation invoice takes goods back from.
 *
 * <p>The rule: going back in time from the cancellation, the first order of the same customer that still has all its
 * goods, article by article, in at least the quantity taken back, and still has cost at least what is given back. What a
 * former cancellation took is gone. It takes the whole order when nothing was taken before and neither goods nor money
 * are left after; otherwise it is partial: "manual" entries give back any part of another one's price. One cancellation
 * is never split over several orders.
 */
final class CancellationPairing {

    private final Map<String, Deque<Remainder>> latestFirst = new HashMap<>();

    private final int minorDigits;

    private CancellationPairing(int minorDigits) {
        this.minorDigits = minorDigits;
    }

    /**
     * Pairs each cancellation, oldest first.
     *
     * @param orders what can be taken back from: orders that the contract accepts, oldest first
     * @param cancellations oldest first
     * @param minorDigits digits after the point in amounts
     */
    static List<Pairing> pair(List<Invoice> orders, List<Invoice> cancellations, int minorDigits) {
        CancellationPairing pairing = new CancellationPairing(minorDigits);
        List<Pairing> pairs = new ArrayList<>(cancellations.size());
        int placed = 0;
        for (Invoice cancellation : cancellations) {
            while (placed < orders.size() && !orders.get(placed).date().isAfter(cancellation.date())) {
                pairing.place(orders.get(placed++));
            }
            pairs.add(pairing.take(cancellation));
        }
        return pairs;
    }

    private void place(Invoice order) {
        String customer = order.customerId();
        if (customer != null) {
            latestFirst
                    .computeIfAbsent(customer, unseen -> new ArrayDeque<>())
                    .push(new Remainder(order, order.total(minorDigits)));
        }
    }

    private Pairing take(Invoice cancellation) {
        String customer = cancellation.customerId();
        if (customer == null) {
            return Pairing.unmatched(cancellation, Pairing.Match.NO_CUSTOMER);
        }
        Taken taken = new Taken(
                takenBack(cancellation), cancellation.total(minorDigits).negate());
        boolean shared = false;
        for (Remainder order : latestFirst.getOrDefault(customer, new ArrayDeque<>())) {
            if (order.covers(taken)) {
                return new Pairing(cancellation, order.take(taken), order.invoice);
            }
            shared |= order.shares(taken);
        }
        return Pairing.unmatched(cancellation, shared ? Pairing.Match.NOT_COVERED : Pairing.Match.NO_EARLIER_ORDER);
    }

    private static Map<String, Long> takenBack(Invoice cancellation) {
        Map<String, Long> goods = new HashMap<>();
        cancellation.lines().forEach(line -> goods.merge(line.sku(), -line.quantity(), Long::sum));
        return goods;
    }

    /** What a cancellation gives back: goods by article, and money. */
    private record Taken(Map<String, Long> goods, BigDecimal amount) {}

    /** What is left of an order. */
    private static final class Remainder {

        private final Invoice invoice;
        private final Map<String, Long> goods = new HashMap<>();
        private BigDecimal amount;
        private boolean untouched = true;

        Remainder(Invoice invoice, BigDecimal amount) {
            this.invoice = invoice;
            this.amount = amount;
            invoice.lines().forEach(line -> goods.merge(line.sku(), line.quantity(), Long::sum));
        }

        boolean shares(Taken taken) {
            return taken.goods().keySet().stream().anyMatch(goods::containsKey);
        }

        boolean covers(Taken taken) {
            return taken.amount().compareTo(amount) <= 0
                    && taken.goods().entrySet().stream()
                            .allMatch(article -> covers(goods.get(article.getKey()), article.getValue()));
        }

        private static boolean covers(@Nullable Long left, long taken) {
            return left != null && taken > 0 && left >= taken;
        }

        Pairing.Match take(Taken taken) {
            boolean wasUntouched = untouched;
            untouched = false;
            amount = amount.subtract(taken.amount());
            taken.goods().forEach((sku, quantity) -> goods.merge(sku, -quantity, Long::sum));
            boolean nothingLeft =
                    amount.signum() == 0 && goods.values().stream().allMatch(rest -> rest == 0);
            return wasUntouched && nothingLeft ? Pairing.Match.WHOLE : Pairing.Match.PARTIAL;
        }
    }
}

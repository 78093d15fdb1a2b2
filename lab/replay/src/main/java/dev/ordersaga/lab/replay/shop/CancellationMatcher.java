package dev.ordersaga.lab.replay.shop;

import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Matches each cancellation invoice with the order whose goods it returns.
 *
 * <p>The rule: the latest earlier order of the same customer that still has all the goods, article by article, in at
 * least the returned quantity, and of whose price at least the refunded amount remains. Goods and money of earlier
 * cancellations are subtracted. A cancellation covers the whole order when it is the first one and nothing remains after
 * it; otherwise it is partial, since "manual" entries refund any part of a price. A cancellation is never split over
 * several orders.
 */
public final class CancellationMatcher {

    private final Map<String, Deque<Remainder>> latestFirst = new HashMap<>();
    private final int minorDigits;

    private CancellationMatcher(int minorDigits) {
        this.minorDigits = minorDigits;
    }

    /**
     * Match of a cancellation invoice.
     *
     * @param order null where none was found
     */
    public record Match(
            Invoice cancellation, Kind kind, @Nullable Invoice order) {

        public enum Kind {
            /** Nothing of the order remains: it can be cancelled. */
            WHOLE("whole order"),
            /** A part of the order is returned: a refund. */
            PARTIAL("part of an order"),
            NO_CUSTOMER("unmatched: no customer"),
            NO_EARLIER_ORDER("unmatched: no earlier order of that customer has the goods"),
            NOT_COVERED("unmatched: no single earlier order has enough goods and money left");

            private final String label;

            Kind(String label) {
                this.label = label;
            }

            /** Text for reports. */
            public String label() {
                return label;
            }
        }
    }

    /**
     * Matches all cancellations.
     *
     * @param orders orders that the contract accepts, oldest first
     * @param cancellations oldest first
     * @param minorDigits digits after the decimal point of amounts
     */
    public static List<Match> match(List<Invoice> orders, List<Invoice> cancellations, int minorDigits) {
        CancellationMatcher matcher = new CancellationMatcher(minorDigits);
        List<Match> matches = new ArrayList<>(cancellations.size());
        int added = 0;
        for (Invoice cancellation : cancellations) {
            while (added < orders.size() && !orders.get(added).date().isAfter(cancellation.date())) {
                matcher.add(orders.get(added++));
            }
            matches.add(matcher.match(cancellation));
        }
        return matches;
    }

    private void add(Invoice order) {
        if (order.customerId() != null) {
            latestFirst
                    .computeIfAbsent(order.customerId(), customer -> new ArrayDeque<>())
                    .push(new Remainder(order, order.total(minorDigits)));
        }
    }

    private Match match(Invoice cancellation) {
        if (cancellation.customerId() == null) {
            return new Match(cancellation, Match.Kind.NO_CUSTOMER, null);
        }
        Map<String, Long> goods = new HashMap<>();
        cancellation.lines().forEach(line -> goods.merge(line.sku(), -line.quantity(), Long::sum));
        BigDecimal amount = cancellation.total(minorDigits).negate();
        boolean hasGoods = false;
        for (Remainder order : latestFirst.getOrDefault(cancellation.customerId(), new ArrayDeque<>())) {
            if (order.covers(goods, amount)) {
                return new Match(cancellation, order.subtract(goods, amount), order.invoice);
            }
            hasGoods |= goods.keySet().stream().anyMatch(order.goods::containsKey);
        }
        return new Match(cancellation, hasGoods ? Match.Kind.NOT_COVERED : Match.Kind.NO_EARLIER_ORDER, null);
    }

    /** Goods and money of an order that no cancellation has taken yet. */
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

        boolean covers(Map<String, Long> returned, BigDecimal refund) {
            return refund.compareTo(amount) <= 0
                    && returned.entrySet().stream()
                            .allMatch(article -> covers(goods.get(article.getKey()), article.getValue()));
        }

        private static boolean covers(@Nullable Long left, long returned) {
            return left != null && returned > 0 && left >= returned;
        }

        Match.Kind subtract(Map<String, Long> returned, BigDecimal refund) {
            boolean first = untouched;
            untouched = false;
            amount = amount.subtract(refund);
            returned.forEach((sku, quantity) -> goods.merge(sku, -quantity, Long::sum));
            boolean nothingLeft =
                    amount.signum() == 0 && goods.values().stream().allMatch(left -> left == 0);
            return first && nothingLeft ? Match.Kind.WHOLE : Match.Kind.PARTIAL;
        }
    }
}

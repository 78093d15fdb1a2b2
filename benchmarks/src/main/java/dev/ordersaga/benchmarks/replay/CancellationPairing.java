package dev.ordersaga.benchmarks.replay;

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
 * goods, article by article, in at least the quantity taken back. What a former cancellation took is gone. It takes the
 * whole order when nothing was taken before and nothing is left after; otherwise it is partial. Prices do not count: the
 * files take goods back at other prices than they were sold for. One cancellation is never split over several orders.
 */
final class CancellationPairing {

    private final Map<String, Deque<Remainder>> latestFirst = new HashMap<>();

    private CancellationPairing() {}

    /**
     * Pairs each cancellation, oldest first.
     *
     * @param orders what can be taken back from: orders that the contract accepts, oldest first
     * @param cancellations oldest first
     */
    static List<Pairing> pair(List<Invoice> orders, List<Invoice> cancellations) {
        CancellationPairing pairing = new CancellationPairing();
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
            latestFirst.computeIfAbsent(customer, unseen -> new ArrayDeque<>()).push(new Remainder(order));
        }
    }

    private Pairing take(Invoice cancellation) {
        String customer = cancellation.customerId();
        if (customer == null) {
            return Pairing.unmatched(cancellation, Pairing.Match.NO_CUSTOMER);
        }
        Map<String, Long> goods = takenBack(cancellation);
        boolean shared = false;
        for (Remainder order : latestFirst.getOrDefault(customer, new ArrayDeque<>())) {
            if (order.covers(goods)) {
                return new Pairing(cancellation, order.take(goods), order.invoice);
            }
            shared |= order.shares(goods);
        }
        return Pairing.unmatched(cancellation, shared ? Pairing.Match.NOT_COVERED : Pairing.Match.NO_EARLIER_ORDER);
    }

    private static Map<String, Long> takenBack(Invoice cancellation) {
        Map<String, Long> goods = new HashMap<>();
        cancellation.lines().forEach(line -> goods.merge(line.sku(), -line.quantity(), Long::sum));
        return goods;
    }

    /** What is left of an order, by article. */
    private static final class Remainder {

        private final Invoice invoice;
        private final Map<String, Long> left = new HashMap<>();
        private boolean untouched = true;

        Remainder(Invoice invoice) {
            this.invoice = invoice;
            invoice.lines().forEach(line -> left.merge(line.sku(), line.quantity(), Long::sum));
        }

        boolean shares(Map<String, Long> goods) {
            return goods.keySet().stream()
                    .anyMatch(sku ->
                            invoice.lines().stream().anyMatch(line -> line.sku().equals(sku)));
        }

        boolean covers(Map<String, Long> goods) {
            return goods.entrySet().stream().allMatch(taken -> covers(left.get(taken.getKey()), taken.getValue()));
        }

        private static boolean covers(@Nullable Long left, long taken) {
            return left != null && taken > 0 && left >= taken;
        }

        Pairing.Match take(Map<String, Long> goods) {
            boolean wasUntouched = untouched;
            untouched = false;
            goods.forEach((sku, taken) -> left.merge(sku, -taken, Long::sum));
            boolean nothingLeft = left.values().stream().allMatch(rest -> rest == 0);
            return wasUntouched && nothingLeft ? Pairing.Match.WHOLE : Pairing.Match.PARTIAL;
        }
    }
}

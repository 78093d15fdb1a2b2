package dev.ordersaga.lab.replay;

import dev.ordersaga.lab.replay.shop.CancellationMatcher.Match;
import dev.ordersaga.lab.replay.shop.Invoice;
import dev.ordersaga.lab.replay.shop.Invoices;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Totals that the service must reach, computed from the files alone.
 *
 * @param rows number of rows read
 * @param invoices number of invoices, orders or not
 * @param unreadableRows number of rows that cannot be read, by reason
 * @param sent orders to send, valid or not
 * @param accepted orders that the contract accepts
 * @param acceptedLines lines of the accepted orders
 * @param exactTotal total of the accepted orders, not rounded
 * @param total total of the accepted orders with each line rounded half-up
 * @param refusedBy refused orders by fault; an order with two faults counts twice
 */
record ExpectedTotals(
        Currency currency,
        long rows,
        int invoices,
        Map<String, Integer> unreadableRows,
        Map<Invoice.Kind, Integer> notOrders,
        int sent,
        int accepted,
        long acceptedLines,
        BigDecimal exactTotal,
        BigDecimal total,
        BigDecimal captured,
        BigDecimal refunded,
        Map<PlannedOrder.Status, Integer> statuses,
        Map<ContractLimits.Fault, Integer> refusedBy,
        Map<Match.Kind, Integer> cancellations) {

    static ExpectedTotals of(Invoices invoices, ReplayPlan plan, Currency currency) {
        List<PlannedOrder> orders = plan.orders();
        List<PlannedOrder> accepted =
                orders.stream().filter(order -> order.faults().isEmpty()).toList();
        return new ExpectedTotals(
                currency,
                invoices.rows(),
                invoices.all().size(),
                invoices.unreadableRows(),
                countEach(invoices.all().stream().map(Invoice::kind).filter(kind -> kind != Invoice.Kind.ORDER)),
                orders.size(),
                accepted.size(),
                accepted.stream()
                        .mapToLong(order -> order.invoice().lines().size())
                        .sum(),
                sum(accepted, order -> order.invoice().exactTotal(), order -> true),
                sum(accepted, PlannedOrder::total, order -> true),
                sum(
                        accepted,
                        PlannedOrder::total,
                        order -> order.expectedStatus().isCaptured()),
                sum(accepted, PlannedOrder::total, order -> order.expectedStatus() == PlannedOrder.Status.CANCELLED),
                countEach(orders.stream().map(PlannedOrder::expectedStatus)),
                countEach(orders.stream().flatMap(order -> order.faults().stream())),
                countEach(plan.cancellations().stream().map(Match::kind)));
    }

    /** Number of orders that are expected to reach this status. */
    int count(PlannedOrder.Status status) {
        return statuses.getOrDefault(status, 0);
    }

    /** Counts how often each key occurs, in the order of the keys. */
    static <K> Map<K, Integer> countEach(Stream<K> keys) {
        return keys.collect(Collectors.toMap(Function.identity(), key -> 1, Integer::sum, TreeMap::new));
    }

    private static BigDecimal sum(
            List<PlannedOrder> orders, Function<PlannedOrder, BigDecimal> amount, Predicate<PlannedOrder> which) {
        return orders.stream().filter(which).map(amount).reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}

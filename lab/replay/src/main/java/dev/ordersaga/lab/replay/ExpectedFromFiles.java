package dev.ordersaga.lab.replay;

import java.math.BigDecimal;
import java.util.Currency;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What the service must answer, in numbers, computed from the files alone.
 *
 * @param sent orders that are sent, good or not
 * @param accepted orders that the contract accepts
 * @param acceptedLines their lines
 * @param exactTotal their total before any rounding
 * @param total their total with each line rounded half-up
 * @param captured what comes in
 * @param refunded what goes out again
 * @param refusedBy refused orders by fault; an order with two faults counts twice
 */
record ExpectedFromFiles(
        Currency currency,
        Map<InvoiceKind, Integer> notOrders,
        int sent,
        int accepted,
        long acceptedLines,
        BigDecimal exactTotal,
        BigDecimal total,
        BigDecimal captured,
        BigDecimal refunded,
        Map<Ending, Integer> endings,
        Map<ContractFault, Integer> refusedBy,
        Map<Pairing.Match, Integer> cancellations) {

    static ExpectedFromFiles of(InvoiceBook book, ReplayPlan plan, Currency currency) {
        List<PlannedOrder> accepted =
                plan.orders().stream().filter(order -> order.faults().isEmpty()).toList();
        Map<InvoiceKind, Integer> kinds = count(InvoiceKind.class, book.invoices(), Invoice::kind);
        kinds.remove(InvoiceKind.ORDER);
        List<ContractFault> faults =
                plan.orders().stream().flatMap(order -> order.faults().stream()).toList();
        return new ExpectedFromFiles(
                currency,
                kinds,
                plan.orders().size(),
                accepted.size(),
                accepted.stream()
                        .mapToLong(order -> order.invoice().lines().size())
                        .sum(),
                sum(accepted, order -> order.invoice().exactTotal(), order -> true),
                sum(accepted, PlannedOrder::total, order -> true),
                sum(accepted, PlannedOrder::total, order -> order.ending().takesMoney()),
                sum(accepted, PlannedOrder::total, order -> order.ending() == Ending.CANCELLED),
                count(Ending.class, plan.orders(), PlannedOrder::ending),
                count(ContractFault.class, faults, Function.identity()),
                count(Pairing.Match.class, plan.pairings(), Pairing::match));
    }

    /** How many orders must end like this. */
    int ending(Ending ending) {
        return endings.getOrDefault(ending, 0);
    }

    private static BigDecimal sum(
            List<PlannedOrder> orders, Function<PlannedOrder, BigDecimal> amount, Predicate<PlannedOrder> which) {
        return orders.stream().filter(which).map(amount).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static <T, K extends Enum<K>> Map<K, Integer> count(Class<K> keys, List<T> all, Function<T, K> key) {
        return all.stream().collect(Collectors.toMap(key, one -> 1, Integer::sum, () -> new EnumMap<K, Integer>(keys)));
    }
}

package dev.ordersaga.lab.replay;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Everything that will be sent, oldest first, and the cancellations with what they belong to. */
record ReplayPlan(List<PlannedOrder> orders, List<Pairing> pairings) {

    /** Decides for each invoice of the book what is sent and what must become of it. */
    static ReplayPlan of(InvoiceBook book, ReplaySettings settings) {
        ContractLimits limits = new ContractLimits(settings.minorDigits());
        OrderIds ids = new OrderIds(settings.namespace());
        List<PlannedOrder> orders = book.of(InvoiceKind.ORDER).stream()
                .map(invoice -> new PlannedOrder(
                        invoice,
                        ids.of(invoice),
                        settings.paymentMethods().of(invoice.number()),
                        invoice.total(settings.minorDigits()),
                        limits.faultsOf(invoice),
                        null))
                .toList();
        List<Invoice> acceptable = orders.stream()
                .filter(order -> order.faults().isEmpty())
                .map(PlannedOrder::invoice)
                .toList();
        List<Pairing> pairings =
                CancellationPairing.pair(acceptable, book.of(InvoiceKind.CANCELLATION), settings.minorDigits());
        return new ReplayPlan(settings.cancelWholeOrders() ? cancelled(orders, pairings) : orders, pairings);
    }

    private static List<PlannedOrder> cancelled(List<PlannedOrder> orders, List<Pairing> pairings) {
        Map<String, String> cancelledBy = new HashMap<>();
        for (Pairing pairing : pairings) {
            Invoice order = pairing.order();
            if (order != null && pairing.match() == Pairing.Match.WHOLE) {
                cancelledBy.put(order.number(), pairing.cancellation().number());
            }
        }
        List<PlannedOrder> planned = new ArrayList<>(orders.size());
        for (PlannedOrder order : orders) {
            planned.add(order.cancelledBy(cancelledBy.get(order.invoice().number())));
        }
        return planned;
    }
}

package dev.ordersaga.lab.replay;

import dev.ordersaga.lab.replay.shop.CancellationMatcher;
import dev.ordersaga.lab.replay.shop.CancellationMatcher.Match;
import dev.ordersaga.lab.replay.shop.Invoice;
import dev.ordersaga.lab.replay.shop.Invoices;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Plan of a replay: the orders to send, oldest first, and the cancellation invoices with their orders. */
record ReplayPlan(List<PlannedOrder> orders, List<Match> cancellations) {

    static ReplayPlan of(Invoices invoices, ReplayOptions options) {
        PaymentMethods paymentMethods = options.paymentMethods();
        int digits = options.minorDigits();
        List<PlannedOrder> orders = invoices.of(Invoice.Kind.ORDER).stream()
                .map(invoice -> new PlannedOrder(
                        invoice,
                        PlannedOrder.idOf(invoice, options.namespace),
                        paymentMethods.of(invoice.number()),
                        invoice.total(digits),
                        ContractLimits.faults(invoice, digits),
                        null))
                .toList();
        List<Invoice> accepted = orders.stream()
                .filter(order -> order.faults().isEmpty())
                .map(PlannedOrder::invoice)
                .toList();
        List<Match> matches = CancellationMatcher.match(accepted, invoices.of(Invoice.Kind.CANCELLATION), digits);
        return new ReplayPlan(options.cancelWholeOrders ? cancelled(orders, matches) : orders, matches);
    }

    private static List<PlannedOrder> cancelled(List<PlannedOrder> orders, List<Match> matches) {
        Map<String, String> cancelledBy = new HashMap<>();
        for (Match match : matches) {
            Invoice order = match.order();
            if (order != null && match.kind() == Match.Kind.WHOLE) {
                cancelledBy.put(order.number(), match.cancellation().number());
            }
        }
        return orders.stream()
                .map(order ->
                        order.withCancelledBy(cancelledBy.get(order.invoice().number())))
                .toList();
    }
}

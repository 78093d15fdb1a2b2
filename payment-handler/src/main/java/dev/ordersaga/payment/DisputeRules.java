package dev.ordersaga.payment;

import dev.ordersaga.api.payment.DisputeOutcome;
import dev.ordersaga.api.payment.PaymentDisputeClosed;
import dev.ordersaga.api.payment.PaymentDisputeOpened;
import dev.ordersaga.api.payment.PaymentEvent;
import dev.ordersaga.payment.gateway.DisputeAnswer;
import java.util.ArrayList;
import java.util.List;

/**
 * What a payment records of a dispute: that it was opened, and the first decision. Whoever hears of the decision first hears
 * of the opening too.
 */
record DisputeRules(PaymentState payment) {

    List<PaymentEvent> eventsOf(DisputeAnswer answer) {
        List<PaymentEvent> events = new ArrayList<>();
        String dispute = answer.reference();
        boolean isKnown = payment.disputes().isKnown(dispute);
        if (!isKnown) {
            events.add(new PaymentDisputeOpened(
                    payment.paymentId(), payment.orderId(), dispute, answer.amount(), answer.reason()));
        }
        DisputeOutcome outcome = answer.outcome();
        if (outcome != null && (!isKnown || payment.disputes().isOpen(dispute))) {
            events.add(new PaymentDisputeClosed(
                    payment.paymentId(), payment.orderId(), dispute, answer.amount(), outcome));
        }
        return events;
    }
}

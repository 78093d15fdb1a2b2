package dev.ordersaga.payment;

import dev.ordersaga.api.payment.DisputeOutcome;
import dev.ordersaga.api.payment.PaymentDisputeClosed;
import dev.ordersaga.api.payment.PaymentDisputeOpened;
import dev.ordersaga.api.payment.PaymentEvent;
import dev.ordersaga.payment.gateway.DisputeAnswer;
import java.util.ArrayList;
import java.util.List;

/**
 * Rules for disputes (chargebacks): a payment records that one was opened, and the first decision. If the decision is
 * received before the opening was, both are recorded.
 */
record DisputeRules(PaymentState payment) {

    List<PaymentEvent> eventsOf(DisputeAnswer answer) {
        List<PaymentEvent> events = new ArrayList<>();
        String dispute = answer.reference();
        boolean isRecorded = payment.disputes().contains(dispute);
        if (!isRecorded) {
            events.add(new PaymentDisputeOpened(
                    payment.orderId(), dispute, answer.amount(), answer.reason(), answer.evidenceUntil()));
        }
        DisputeOutcome outcome = answer.outcome();
        if (outcome != null && (!isRecorded || payment.disputes().isOpen(dispute))) {
            events.add(new PaymentDisputeClosed(payment.orderId(), dispute, answer.amount(), outcome));
        }
        return events;
    }
}

package dev.ordersaga.simulator.engine;

import dev.ordersaga.simulator.method.PaymentErrors;
import dev.ordersaga.simulator.method.PaymentMethods;
import dev.ordersaga.simulator.payment.Charge;
import dev.ordersaga.simulator.payment.InvalidRequestException;
import dev.ordersaga.simulator.payment.PaymentError;
import dev.ordersaga.simulator.payment.PaymentIntent;
import dev.ordersaga.simulator.payment.PaymentIntentStatus;
import dev.ordersaga.simulator.payment.PaymentStore;

/** Settles a processing payment: it succeeds or fails. */
public record SettlePayment(String intentId, boolean successfully) implements Operation {

    @Override
    public String op() {
        return "auth";
    }

    @Override
    public Effect decide(PaymentStore store, DecisionContext context) {
        PaymentIntent intent = store.intent(intentId).orElseThrow();
        if (intent.status() != PaymentIntentStatus.PROCESSING) {
            throw InvalidRequestException.unexpected(intent, "This PaymentIntent is not processing.");
        }
        Charge charge = intent.latestCharge();
        ConfirmationFlow confirmation = new ConfirmationFlow(Effect.on(intent, context), context);
        if (successfully) {
            return confirmation.approve(intent, PaymentMethods.of(charge.paymentMethod()), charge.id());
        }
        PaymentError why = PaymentErrors.byCode("insufficient_funds");
        return confirmation.fail(intent, charge.failIfPending(why), why);
    }
}

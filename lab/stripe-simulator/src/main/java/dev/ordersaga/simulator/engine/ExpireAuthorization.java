package dev.ordersaga.simulator.engine;

import dev.ordersaga.simulator.payment.Cancellation;
import dev.ordersaga.simulator.payment.Charge;
import dev.ordersaga.simulator.payment.Event.Subject;
import dev.ordersaga.simulator.payment.PaymentIntent;
import dev.ordersaga.simulator.payment.PaymentIntentStatus;
import dev.ordersaga.simulator.payment.PaymentStore;
import dev.ordersaga.simulator.payment.Refund;

/** Expires an authorization that was not captured in time. */
record ExpireAuthorization(String intentId) implements Operation {

    @Override
    public String op() {
        return "expire";
    }

    @Override
    public Effect decide(PaymentStore store, DecisionContext context) {
        PaymentIntent intent = store.intent(intentId).orElseThrow();
        if (intent.status() != PaymentIntentStatus.REQUIRES_CAPTURE) {
            return Effect.nothing(context);
        }
        Charge charge = intent.latestCharge();
        String why = "expired_uncaptured_charge";
        return Effect.on(intent, context)
                .post("expire", charge.open())
                .with(Refund.of(context.ids().next("re"), intent, context.now(), charge.open(), why))
                .update(intent.canceled(new Cancellation(context.now(), "automatic"))
                        .with(charge.release()))
                .emit("charge.expired", Subject.CHARGE)
                .emit("payment_intent.canceled", Subject.INTENT);
    }
}

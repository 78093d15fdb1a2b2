package dev.ordersaga.simulator.engine;

import dev.ordersaga.simulator.method.PaymentErrors;
import dev.ordersaga.simulator.payment.PaymentIntent;
import dev.ordersaga.simulator.payment.PaymentIntentStatus;
import dev.ordersaga.simulator.payment.PaymentStore;
import java.time.Instant;

/** Expires a voucher and the like that the customer did not pay in time. */
record ExpireAction(String intentId) implements Operation {

    @Override
    public String op() {
        return "auth";
    }

    @Override
    public Effect decide(PaymentStore store, DecisionContext context) {
        PaymentIntent intent = store.intent(intentId).orElseThrow();
        Instant expires = intent.actionExpires();
        if (intent.status() != PaymentIntentStatus.REQUIRES_ACTION
                || expires == null
                || context.now().isBefore(expires)) {
            return Effect.nothing(context);
        }
        return new ConfirmationFlow(Effect.on(intent, context), context)
                .fail(intent, null, PaymentErrors.ATTEMPT_EXPIRED);
    }
}

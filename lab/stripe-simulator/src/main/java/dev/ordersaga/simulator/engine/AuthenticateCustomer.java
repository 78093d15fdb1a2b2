package dev.ordersaga.simulator.engine;

import dev.ordersaga.simulator.payment.InvalidRequestException;
import dev.ordersaga.simulator.payment.PaymentIntent;
import dev.ordersaga.simulator.payment.PaymentIntentStatus;
import dev.ordersaga.simulator.payment.PaymentStore;

/** Strong customer authentication (3-D Secure) succeeds or fails. */
public record AuthenticateCustomer(String intentId, boolean successfully) implements Operation {

    @Override
    public String op() {
        return "auth";
    }

    @Override
    public Effect decide(PaymentStore store, DecisionContext context) {
        PaymentIntent intent = store.intent(intentId).orElseThrow();
        if (intent.status() != PaymentIntentStatus.REQUIRES_ACTION) {
            throw InvalidRequestException.unexpected(intent, "This PaymentIntent does not wait for an authentication.");
        }
        ConfirmationFlow confirmation = new ConfirmationFlow(Effect.on(intent, context), context);
        if (!successfully) {
            return confirmation.fail(intent, null, PaymentErrors.AUTHENTICATION_FAILED);
        }
        PaymentMethod method = PaymentMethods.of(String.valueOf(intent.paymentMethod()));
        return confirmation.approve(intent, method, context.ids().next("ch"));
    }
}

package dev.ordersaga.simulator.engine;

import dev.ordersaga.simulator.method.PaymentErrors;
import dev.ordersaga.simulator.method.PaymentMethod;
import dev.ordersaga.simulator.method.PaymentMethods;
import dev.ordersaga.simulator.payment.InvalidRequestException;
import dev.ordersaga.simulator.payment.PaymentIntent;
import dev.ordersaga.simulator.payment.PaymentIntentStatus;
import dev.ordersaga.simulator.payment.PaymentStore;

/** The customer's action, such as 3-D Secure authentication or the payment of a voucher, succeeds or fails. */
public record AuthenticateCustomer(String intentId, boolean successfully) implements Operation {

    @Override
    public String op() {
        return "auth";
    }

    @Override
    public Effect decide(PaymentStore store, DecisionContext context) {
        PaymentIntent intent = store.intent(intentId).orElseThrow();
        if (intent.status() != PaymentIntentStatus.REQUIRES_ACTION) {
            throw InvalidRequestException.unexpected(
                    intent, "This PaymentIntent does not wait for an action of the customer.");
        }
        ConfirmationFlow confirmation = new ConfirmationFlow(Effect.on(intent, context), context);
        if (!successfully) {
            return confirmation.fail(
                    intent,
                    null,
                    intent.actionExpires() == null
                            ? PaymentErrors.AUTHENTICATION_FAILED
                            : PaymentErrors.ATTEMPT_FAILED);
        }
        PaymentMethod method = PaymentMethods.of(String.valueOf(intent.paymentMethod()));
        return confirmation.approve(intent, method, context.ids().next("ch"));
    }
}

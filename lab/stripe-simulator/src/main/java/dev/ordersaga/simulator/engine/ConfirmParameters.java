package dev.ordersaga.simulator.engine;

import dev.ordersaga.simulator.method.PaymentBehaviour;
import dev.ordersaga.simulator.method.PaymentBehaviour.SucceedsAfter;
import dev.ordersaga.simulator.method.PaymentMethod;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Parameters of a confirmation.
 *
 * @param method null for the PaymentIntent's own
 * @param offSession the customer is not present
 * @param errorOnAction fail instead of requiring an action of the customer
 * @param returnUrl where the customer returns to after authentication, null for none
 * @param override behaviour of the payment method in this confirmation; null for its own
 */
public record ConfirmParameters(
        @Nullable PaymentMethod method,
        boolean offSession,
        boolean errorOnAction,
        @Nullable String returnUrl,
        @Nullable PaymentBehaviour override) {

    /** The same with an overridden behaviour. */
    public ConfirmParameters withBehaviour(PaymentBehaviour behaviour) {
        return new ConfirmParameters(method, offSession, errorOnAction, returnUrl, behaviour);
    }

    PaymentBehaviour behaviour(PaymentMethod used) {
        return override == null ? used.behaviour() : override;
    }

    Duration bankDelay(@Nullable PaymentMethod used) {
        return used != null && behaviour(used) instanceof SucceedsAfter slow
                ? Duration.ofSeconds(slow.seconds())
                : Duration.ZERO;
    }
}

package dev.ordersaga.simulator.payment;

import dev.ordersaga.simulator.payment.PaymentBehaviour.PaysAfter;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How a payment is to be confirmed.
 *
 * @param method null when the intent's own is to be used
 * @param offSession the customer is not there
 * @param errorOnAction the caller cannot ask the customer
 * @param returnUrl where the customer goes after authentication, null for none
 * @param imposed how the method behaves this time, whatever it is; null for as always
 */
public record ConfirmTerms(
        @Nullable PaymentMethod method,
        boolean offSession,
        boolean errorOnAction,
        @Nullable String returnUrl,
        @Nullable PaymentBehaviour imposed) {

    /** The same, with the method made to behave that way. */
    public ConfirmTerms imposing(PaymentBehaviour conduct) {
        return new ConfirmTerms(method, offSession, errorOnAction, returnUrl, conduct);
    }

    PaymentBehaviour conduct(PaymentMethod used) {
        return imposed == null ? used.conduct() : imposed;
    }

    Duration patience(@Nullable PaymentMethod used) {
        return used != null && conduct(used) instanceof PaysAfter slow
                ? Duration.ofSeconds(slow.seconds())
                : Duration.ZERO;
    }
}

package dev.ordersaga.simulator.payment;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A Stripe PaymentIntent; immutable.
 *
 * @param paymentMethod null when there is none, or after a failed attempt
 * @param charge the last attempt, null before the first
 * @param lastError why the last attempt failed, null otherwise
 * @param returnUrl where the customer returns to after authentication, null for none
 * @param offSession whether the customer was absent at the last confirmation
 * @param actionExpires until when the customer can pay a voucher and the like, null without one
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record PaymentIntent(
        PaymentIntentTerms terms,
        PaymentIntentStatus status,
        @Nullable String paymentMethod,
        @Nullable Charge charge,
        @Nullable PaymentError lastError,
        @Nullable Cancellation cancellation,
        @Nullable String returnUrl,
        boolean offSession,
        @Nullable Instant actionExpires) {

    public static PaymentIntent fresh(PaymentIntentTerms terms) {
        PaymentIntentStatus status = terms.paymentMethod() == null
                ? PaymentIntentStatus.REQUIRES_PAYMENT_METHOD
                : PaymentIntentStatus.REQUIRES_CONFIRMATION;
        return new PaymentIntent(terms, status, terms.paymentMethod(), null, null, null, null, false, null);
    }

    /** As it was created. */
    public PaymentIntent asCreated() {
        return fresh(terms);
    }

    /** Its id, {@code pi_…}. */
    public String id() {
        return terms.id();
    }

    /** Capturable amount in minor units. */
    public long capturable() {
        return charge == null || status != PaymentIntentStatus.REQUIRES_CAPTURE ? 0 : charge.open();
    }

    /** Captured amount in minor units, refunds not deducted. */
    public long received() {
        return charge == null ? 0 : charge.captured();
    }

    /** @throws IllegalStateException when there is no attempt yet */
    public Charge latestCharge() {
        if (charge == null) {
            throw new IllegalStateException(id() + " was not charged");
        }
        return charge;
    }

    public PaymentIntent confirmedWith(String method, @Nullable String url, boolean customerIsAway) {
        return new PaymentIntent(terms, status, method, charge, null, null, url, customerIsAway, null);
    }

    /** @param expires null when the customer's action does not expire */
    public PaymentIntent requiringAction(@Nullable Instant expires) {
        return new PaymentIntent(
                terms,
                PaymentIntentStatus.REQUIRES_ACTION,
                paymentMethod,
                charge,
                lastError,
                cancellation,
                returnUrl,
                offSession,
                expires);
    }

    public PaymentIntent charged(PaymentIntentStatus next, Charge attempt) {
        return new PaymentIntent(terms, next, paymentMethod, attempt, null, cancellation, returnUrl, offSession, null);
    }

    /** After a failed attempt: another payment method may be used. */
    public PaymentIntent failed(@Nullable Charge attempt, PaymentError why) {
        return new PaymentIntent(
                terms,
                PaymentIntentStatus.REQUIRES_PAYMENT_METHOD,
                null,
                attempt,
                why,
                cancellation,
                returnUrl,
                offSession,
                null);
    }

    public PaymentIntent with(Charge attempt) {
        return new PaymentIntent(
                terms, status, paymentMethod, attempt, lastError, cancellation, returnUrl, offSession, actionExpires);
    }

    public PaymentIntent canceled(Cancellation how) {
        return new PaymentIntent(
                terms,
                PaymentIntentStatus.CANCELED,
                paymentMethod,
                charge,
                lastError,
                how,
                returnUrl,
                offSession,
                null);
    }
}

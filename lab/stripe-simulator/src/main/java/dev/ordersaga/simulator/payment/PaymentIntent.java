package dev.ordersaga.simulator.payment;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import org.jspecify.annotations.Nullable;

/**
 * A Stripe PaymentIntent; immutable.
 *
 * @param paymentMethod null when there is none, or after a failed attempt
 * @param charge the last attempt, null before the first
 * @param lastError why the last attempt failed, null otherwise
 * @param returnUrl where the customer returns to after authentication, null for none
 * @param offSession whether the customer was absent at the last confirmation
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
        boolean offSession) {

    public static PaymentIntent fresh(PaymentIntentTerms terms) {
        PaymentIntentStatus status = terms.paymentMethod() == null
                ? PaymentIntentStatus.REQUIRES_PAYMENT_METHOD
                : PaymentIntentStatus.REQUIRES_CONFIRMATION;
        return new PaymentIntent(terms, status, terms.paymentMethod(), null, null, null, null, false);
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
        return new PaymentIntent(terms, status, method, charge, null, null, url, customerIsAway);
    }

    public PaymentIntent withStatus(PaymentIntentStatus next) {
        return new PaymentIntent(terms, next, paymentMethod, charge, lastError, cancellation, returnUrl, offSession);
    }

    public PaymentIntent charged(PaymentIntentStatus next, Charge attempt) {
        return new PaymentIntent(terms, next, paymentMethod, attempt, null, cancellation, returnUrl, offSession);
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
                offSession);
    }

    public PaymentIntent with(Charge attempt) {
        return new PaymentIntent(terms, status, paymentMethod, attempt, lastError, cancellation, returnUrl, offSession);
    }

    public PaymentIntent canceled(Cancellation how) {
        return new PaymentIntent(
                terms, PaymentIntentStatus.CANCELED, paymentMethod, charge, lastError, how, returnUrl, offSession);
    }
}

package dev.ordersaga.simulator.payment;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import org.jspecify.annotations.Nullable;

/**
 * A payment intent as it is now; each change is a new one.
 *
 * @param paymentMethod null when there is none, or when the last one was refused
 * @param charge the last attempt, null before the first
 * @param lastError why the last attempt failed, null otherwise
 * @param returnUrl where the customer goes after authentication, null when the caller named none
 * @param offSession whether the last confirmation was without the customer
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Intent(
        IntentTerms terms,
        IntentStatus status,
        @Nullable String paymentMethod,
        @Nullable Charge charge,
        @Nullable Failure lastError,
        @Nullable Cancellation cancellation,
        @Nullable String returnUrl,
        boolean offSession) {

    static Intent fresh(IntentTerms terms) {
        IntentStatus status = terms.paymentMethod() == null
                ? IntentStatus.REQUIRES_PAYMENT_METHOD
                : IntentStatus.REQUIRES_CONFIRMATION;
        return new Intent(terms, status, terms.paymentMethod(), null, null, null, null, false);
    }

    /** As it was when it was created. */
    public Intent asCreated() {
        return fresh(terms);
    }

    /** Its id, {@code pi_…}. */
    public String id() {
        return terms.id();
    }

    /** Money that can be captured, in minor units. */
    public long capturable() {
        return charge == null || status != IntentStatus.REQUIRES_CAPTURE ? 0 : charge.open();
    }

    /** Money that was taken, in minor units, whatever went back later. */
    public long received() {
        return charge == null ? 0 : charge.captured();
    }

    /** @throws IllegalStateException when no attempt was made yet */
    Charge attempt() {
        if (charge == null) {
            throw new IllegalStateException(id() + " was not charged");
        }
        return charge;
    }

    Intent confirmedWith(String method, @Nullable String url, boolean customerIsAway) {
        return new Intent(terms, status, method, charge, null, null, url, customerIsAway);
    }

    Intent move(IntentStatus next) {
        return new Intent(terms, next, paymentMethod, charge, lastError, cancellation, returnUrl, offSession);
    }

    Intent charged(IntentStatus next, Charge attempt) {
        return new Intent(terms, next, paymentMethod, attempt, null, cancellation, returnUrl, offSession);
    }

    /** Back to the start: another payment method may be tried. */
    Intent refused(@Nullable Charge attempt, Failure why) {
        return new Intent(
                terms, IntentStatus.REQUIRES_PAYMENT_METHOD, null, attempt, why, cancellation, returnUrl, offSession);
    }

    Intent with(Charge attempt) {
        return new Intent(terms, status, paymentMethod, attempt, lastError, cancellation, returnUrl, offSession);
    }

    Intent canceled(Cancellation how) {
        return new Intent(terms, IntentStatus.CANCELED, paymentMethod, charge, lastError, how, returnUrl, offSession);
    }
}

package dev.ordersaga.api.orderstate;

import dev.ordersaga.api.order.PaymentDelayed;
import dev.ordersaga.api.status.RejectionReason;

/**
 * How far the payment of an order got, refunds and disputes left aside. Clients see {@link OrderPayment#status}, which is
 * derived from it.
 */
public enum PaymentProgress {
    NOT_REQUESTED,
    /** Requested; it is not known that the provider was asked, so no deadline runs. */
    PENDING,
    /** The provider was asked and has not answered, or answers in a matter of seconds. */
    UNANSWERED,
    /** The bank waits for the customer, as with 3-D Secure. */
    ACTION_REQUIRED,
    /** The bank takes days to answer, as with debits. */
    PROCESSING,
    /** Its deadline has passed; the provider is asked once more before the order is rejected. */
    CHECKING,
    /** Declined; the customer may choose another payment method. */
    METHOD_REQUIRED,
    /** The next attempt is decided and about to be requested. */
    ATTEMPT_DUE,
    AUTHORIZED,
    CAPTURING,
    CAPTURED,
    /** The goods have left and the capture failed. */
    CAPTURE_FAILED,
    /** Declined for good: nothing is reserved or captured. */
    DECLINED,
    /** The authorization expired and is not renewed: nothing is reserved. */
    EXPIRED,
    /** The order ended without goods; the release of all that its payment holds or still receives is not requested yet. */
    RELEASE_DUE,
    RELEASING,
    /** Voided, or refunded in full but for what was lost in disputes. */
    RELEASED,
    RELEASE_FAILED;

    /** What a delay leads to. */
    public static PaymentProgress after(PaymentDelayed event) {
        return event.takesDays() ? PROCESSING : UNANSWERED;
    }

    /** A declined payment holds nothing; one that was never answered may still succeed and must then be released. */
    static PaymentProgress after(RejectionReason reason) {
        return switch (reason) {
            case PAYMENT_DECLINED -> DECLINED;
            case AUTHORIZATION_EXPIRED -> EXPIRED;
            case PAYMENT_TIMED_OUT -> RELEASE_DUE;
        };
    }
}

package dev.ordersaga.api.status;

/** Status of an order's payment, as clients see it: progress, refunds and disputes in one value. */
public enum PaymentStatus {
    /** Not requested. */
    NOT_REQUESTED,
    /** Requested, no answer yet. */
    PENDING,
    /** The bank waits for the customer; {@code nextAction} says for what and until when. */
    ACTION_REQUIRED,
    /** The bank takes days to answer, as with debits. */
    PROCESSING,
    /** Reserved, not captured. */
    AUTHORIZED,
    /** The goods have left; the capture is in progress. */
    CAPTURING,
    /** The goods have left and the capture failed: an operator has to follow it up. */
    CAPTURE_FAILED,
    /** Captured. */
    CAPTURED,
    /** Captured; a refund is in progress. */
    REFUNDING,
    /** Captured, and refunded in part. */
    PARTIALLY_REFUNDED,
    /** Declined by the bank; nothing was captured. */
    DECLINED,
    /** The order ended without goods; its payment is being voided or refunded. */
    RELEASING,
    /** The order ended without goods, and the refund failed: an operator has to follow it up. */
    RELEASE_FAILED,
    /** Nothing was captured and nothing is reserved. */
    VOIDED,
    /** Captured and refunded in full. */
    REFUNDED,
    /** Captured; the customer disputes it, and the bank withholds it until it has decided. */
    DISPUTED,
    /** Captured, and charged back to the customer by the bank, in full or in part. */
    CHARGED_BACK;

    /** Whether a payment operation is in progress, so that the order is not settled whatever its own state. */
    public boolean isInProgress() {
        return switch (this) {
            case PENDING, ACTION_REQUIRED, PROCESSING, CAPTURING, REFUNDING, RELEASING -> true;
            case NOT_REQUESTED, AUTHORIZED, CAPTURE_FAILED, CAPTURED, PARTIALLY_REFUNDED, DECLINED -> false;
            case RELEASE_FAILED, VOIDED, REFUNDED, DISPUTED, CHARGED_BACK -> false;
        };
    }
}

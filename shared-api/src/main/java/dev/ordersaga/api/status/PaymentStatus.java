package dev.ordersaga.api.status;

/** Where the money of an order stands, as clients see it. */
public enum PaymentStatus {
    /** Nothing was asked for. */
    NOT_REQUESTED,
    /** Asked for, no answer yet. */
    PENDING,
    /** The customer has to do something before the bank decides; {@code nextAction} says what and until when. */
    ACTION_REQUIRED,
    /** The bank takes days to answer, as with debits. */
    PROCESSING,
    /** Reserved, not taken. */
    AUTHORIZED,
    /** The goods have left; what is reserved is being taken. */
    CAPTURING,
    /** The goods have left and the money could not be taken: a person has to look at it. */
    CAPTURE_FAILED,
    /** Taken. */
    CAPTURED,
    /** Taken; a refund is on its way. */
    REFUNDING,
    /** Taken, and a part of it given back. */
    PARTIALLY_REFUNDED,
    /** The bank said no; nothing was taken. */
    DECLINED,
    /** The order ended without goods; whatever was reserved or taken is on its way back. */
    RELEASING,
    /** The order ended without goods, and what was taken could not be given back: a person has to look at it. */
    RELEASE_FAILED,
    /** Nothing was taken and nothing is reserved. */
    VOIDED,
    /** Taken and given back in full. */
    REFUNDED,
    /** Taken; the customer complained to the bank, which withholds it until it has decided. */
    DISPUTED,
    /** Taken, and gone back to the customer by decision of the bank, or a part of it. */
    CHARGED_BACK;

    /** Whether the money still moves, so that the order is open whatever its own state. */
    public boolean isMoving() {
        return switch (this) {
            case PENDING, ACTION_REQUIRED, PROCESSING, CAPTURING, REFUNDING, RELEASING -> true;
            case NOT_REQUESTED, AUTHORIZED, CAPTURE_FAILED, CAPTURED, PARTIALLY_REFUNDED, DECLINED -> false;
            case RELEASE_FAILED, VOIDED, REFUNDED, DISPUTED, CHARGED_BACK -> false;
        };
    }
}

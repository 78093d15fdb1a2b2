package dev.ordersaga.api.status;

/** Why an order was rejected. */
public enum RejectionReason {
    /** The bank declined, and no other payment method was chosen in time; the attempt's decline code says more. */
    PAYMENT_DECLINED,
    /** No answer before the payment deadline. A payment that succeeds later is released. */
    PAYMENT_TIMED_OUT,
    /** The authorization expired before the shipment and was not renewed. */
    AUTHORIZATION_EXPIRED
}

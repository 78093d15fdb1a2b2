package dev.ordersaga.api.order;

/** Why we said no to an order. */
public enum RejectionReason {
    /** The bank's final no, and no other payment method in time; the attempt's decline code says more. */
    PAYMENT_DECLINED,
    /** No answer before the payment deadline. Money that arrives later is returned. */
    PAYMENT_TIMED_OUT,
    /** What was reserved could not be kept until the shipment. */
    AUTHORIZATION_EXPIRED
}

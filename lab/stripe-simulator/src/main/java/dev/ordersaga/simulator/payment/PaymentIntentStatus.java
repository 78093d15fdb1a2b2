package dev.ordersaga.simulator.payment;

import java.util.EnumSet;
import java.util.Set;

/** The states of a PaymentIntent, named as on the wire but in upper case. */
public enum PaymentIntentStatus {
    REQUIRES_PAYMENT_METHOD,
    REQUIRES_CONFIRMATION,
    REQUIRES_ACTION,
    PROCESSING,
    REQUIRES_CAPTURE,
    CANCELED,
    SUCCEEDED;

    public static final Set<PaymentIntentStatus> CONFIRMABLE =
            EnumSet.of(REQUIRES_PAYMENT_METHOD, REQUIRES_CONFIRMATION, REQUIRES_ACTION);

    public static final Set<PaymentIntentStatus> CANCELABLE =
            EnumSet.of(REQUIRES_PAYMENT_METHOD, REQUIRES_CAPTURE, REQUIRES_CONFIRMATION, REQUIRES_ACTION, PROCESSING);
}

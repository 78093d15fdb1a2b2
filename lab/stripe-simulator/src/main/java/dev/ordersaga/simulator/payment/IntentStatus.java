package dev.ordersaga.simulator.payment;

import java.util.EnumSet;
import java.util.Set;

/** The states of a payment intent, named as on the wire but in upper case. */
public enum IntentStatus {
    REQUIRES_PAYMENT_METHOD,
    REQUIRES_CONFIRMATION,
    REQUIRES_ACTION,
    PROCESSING,
    REQUIRES_CAPTURE,
    CANCELED,
    SUCCEEDED;

    static final Set<IntentStatus> CONFIRMABLE =
            EnumSet.of(REQUIRES_PAYMENT_METHOD, REQUIRES_CONFIRMATION, REQUIRES_ACTION);

    static final Set<IntentStatus> CANCELABLE =
            EnumSet.of(REQUIRES_PAYMENT_METHOD, REQUIRES_CAPTURE, REQUIRES_CONFIRMATION, REQUIRES_ACTION, PROCESSING);
}

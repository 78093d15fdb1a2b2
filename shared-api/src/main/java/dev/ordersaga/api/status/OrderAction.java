package dev.ordersaga.api.status;

import java.util.Locale;

/** Action that a client can request for an order. The constant's name is the link relation and the path below the order. */
public enum OrderAction {
    CANCELLATION,
    PAYMENT_ATTEMPTS,
    SHIPMENT,
    REFUNDS;

    /** The last part of the path, and the name of the link: {@code payment-attempts}. */
    public String path() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}

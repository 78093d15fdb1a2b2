package dev.ordersaga.outboxreference;

import java.util.UUID;

/** Simulated payment provider in this process: approves every payment at once, as order-saga's simulated one does. */
final class PaymentProvider {

    /** The reference of the captured payment. */
    String capture(UUID orderId) {
        return "simulated/" + orderId;
    }
}

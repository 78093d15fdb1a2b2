package dev.ordersaga.outboxreference;

import java.util.UUID;

/** Simulated payment provider in this process: approves every payment at once, as order-saga's simulated one does. */
final class PaymentProvider {

    /** What a provider needs to know. */
    record Charge(UUID orderId, long amountMinor, String currency, String paymentMethod) {}

    /** The reference of the captured payment. */
    String capture(Charge charge) {
        return "simulated/" + charge.orderId();
    }
}

package dev.ordersaga.payment;

import dev.ordersaga.payment.gateway.Charge;

/**
 * What has to be asked of the provider next.
 *
 * @param key names the call: the idempotency key of the attempt or of the release that it belongs to
 */
record ProviderCall(Operation operation, String key, Charge charge) {

    /** Names are stored with scheduled calls. */
    enum Operation {
        /** Ask for the money. */
        AUTHORIZE,
        /** Ask what became of it. */
        FIND,
        /** Give back what is reserved, or stop what is still processing. */
        VOID,
        /** Give back what was taken. */
        REFUND
    }
}

package dev.ordersaga.payment;

import dev.ordersaga.payment.gateway.Charge;
import dev.ordersaga.payment.gateway.Refund;
import org.jspecify.annotations.Nullable;

/**
 * What has to be asked of the provider next.
 *
 * @param key names the call: the idempotency key of the attempt, capture, refund or release that it belongs to
 * @param refund null unless the call is about one
 */
record ProviderCall(
        Operation operation,
        String key,
        Charge charge,
        @Nullable Refund refund) {

    /** Names are stored with scheduled calls. */
    enum Operation {
        /** Ask for the money. */
        AUTHORIZE,
        /** Ask what became of it. */
        FIND,
        /** Take what is reserved. */
        CAPTURE,
        /** Give back what is reserved, or stop what is still processing. */
        VOID,
        /** Give back what was taken, or a part of it. */
        REFUND,
        /** Ask what became of a refund. */
        FIND_REFUND
    }

    /** A call that is about the charge as a whole. */
    ProviderCall(Operation operation, String key, Charge charge) {
        this(operation, key, charge, null);
    }
}

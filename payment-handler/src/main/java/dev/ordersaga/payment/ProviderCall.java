package dev.ordersaga.payment;

import dev.ordersaga.api.privacy.DataSubjectRecord;
import dev.ordersaga.payment.gateway.Charge;
import dev.ordersaga.payment.gateway.Refund;
import org.jspecify.annotations.Nullable;

/**
 * The next request to a provider.
 *
 * @param provider name of the provider that has the charge, as recorded with the attempt
 * @param key id of the call: the idempotency key of its attempt, capture, refund or release
 * @param refund null unless the call is about one
 */
public record ProviderCall(
        String provider,
        Operation operation,
        String key,
        @DataSubjectRecord Charge charge,
        @Nullable Refund refund) {

    /** Constants are stored with scheduled calls. */
    public enum Operation {
        /** Authorize, or authorize and capture at once, as the charge's capture mode says. */
        AUTHORIZE,
        /** Look up the charge. */
        FIND,
        /** Look up the charge after a deadline: it is never authorized by this. */
        CHECK,
        /** Capture what is authorized. */
        CAPTURE,
        /** Void the authorization, or cancel a charge that is still processing. */
        VOID,
        /** Refund what was captured, or a part of it. */
        REFUND,
        /** Look up a refund. */
        FIND_REFUND
    }

    /** The number at the end of the key: of an attempt, a capture, a check, a refund or a release. */
    public int number() {
        return Integer.parseInt(key.substring(key.lastIndexOf('/') + 1));
    }

    /** A call that is not about a refund. */
    ProviderCall(String provider, Operation operation, String key, Charge charge) {
        this(provider, operation, key, charge, null);
    }
}

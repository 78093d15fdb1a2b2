package dev.ordersaga.simulator.ledger;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import org.jspecify.annotations.Nullable;

/**
 * One ledger posting: an effect, or a rejected request.
 *
 * @param op the operation: auth, capture, void, refund, expire, …
 * @param pspId the object, null if there is none
 * @param idemKey the idempotency key, null without a key or request
 * @param orderId the merchant's order id from the metadata
 * @param amountMinor in minor units
 * @param currency ISO 4217, lower case as on the wire
 * @param outcome ok, decline or error
 * @param code reason, unless the outcome is ok
 * @param responseDelivered false when a fault withheld the true response, otherwise null
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonPropertyOrder({
    "op",
    "pspId",
    "idemKey",
    "orderId",
    "amountMinor",
    "currency",
    "outcome",
    "code",
    "responseDelivered"
})
public record Posting(
        String op,
        @Nullable String pspId,
        @Nullable String idemKey,
        @Nullable String orderId,
        @Nullable Long amountMinor,
        @Nullable String currency,
        String outcome,
        @Nullable String code,
        @Nullable Boolean responseDelivered) {

    public static final String OK = "ok";
    public static final String DECLINE = "decline";
    public static final String ERROR = "error";

    /** A posting without an amount. */
    public static Posting note(String op) {
        return new Posting(op, null, null, null, null, null, OK, null, null);
    }

    /** The same with the idempotency key and delivery of the request. */
    public Posting by(@Nullable String key, @Nullable Boolean delivered) {
        return new Posting(op, pspId, key, orderId, amountMinor, currency, outcome, code, delivered);
    }
}

package dev.ordersaga.simulator.ledger;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import org.jspecify.annotations.Nullable;

/**
 * One thing that happened, or was refused, as the ledger tells it.
 *
 * @param op what was asked for or came due: auth, capture, void, refund, expire, …
 * @param pspId the object concerned, null for what concerns none
 * @param idemKey the caller's idempotency key, null when the caller gave none or nobody called
 * @param orderId the merchant's order, as named in the metadata
 * @param amountMinor how much money, in minor units
 * @param currency ISO 4217, lower case as on the wire
 * @param outcome ok, decline or error
 * @param code why not, when the outcome is not ok
 * @param responseDelivered false when a fault kept the true answer from the caller, else null
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

    /** A note without money. */
    public static Posting note(String op, @Nullable String pspId) {
        return new Posting(op, pspId, null, null, null, null, OK, null, null);
    }

    /** The same, told of the caller. */
    public Posting by(@Nullable String key, @Nullable Boolean delivered) {
        return new Posting(op, pspId, key, orderId, amountMinor, currency, outcome, code, delivered);
    }
}

package dev.ordersaga.simulator.payment;

import org.jspecify.annotations.Nullable;

/**
 * Why a payment did not succeed, as the wire tells it in {@code error} and {@code last_payment_error}.
 *
 * @param type card_error or invalid_request_error
 * @param declineCode the bank's reason, null when the error code says it all
 * @param adviceCode what to do about it, null when the bank gives no advice
 * @param param the field that the customer should look at, null when there is none
 */
public record Failure(
        String type,
        String code,
        @Nullable String declineCode,
        @Nullable String adviceCode,
        String message,
        @Nullable String param) {

    static final String CARD_ERROR = "card_error";

    /** What the ledger and the charge call it. */
    public String reason() {
        return declineCode == null ? code : declineCode;
    }
}

package dev.ordersaga.simulator.payment;

import org.jspecify.annotations.Nullable;

/**
 * Why a payment failed, as shown in {@code error} and {@code last_payment_error}.
 *
 * @param type card_error or invalid_request_error
 * @param declineCode the bank's reason, null when there is only an error code
 * @param adviceCode the bank's advice, null for none
 * @param param the invalid field, null if there is none
 */
public record PaymentError(
        String type,
        String code,
        @Nullable String declineCode,
        @Nullable String adviceCode,
        String message,
        @Nullable String param) {

    public static final String CARD_ERROR = "card_error";

    /** Reason in the ledger and in the charge. */
    public String reason() {
        return declineCode == null ? code : declineCode;
    }
}

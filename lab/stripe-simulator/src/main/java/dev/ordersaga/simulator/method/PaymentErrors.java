package dev.ordersaga.simulator.method;

import dev.ordersaga.simulator.payment.PaymentError;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The payment errors, by decline code, or by error code when there is no decline code. */
public final class PaymentErrors {

    private static final String TRY_LATER = "try_again_later";
    private static final String DO_NOT_RETRY = "do_not_try_again";
    private static final String CONFIRM = "confirm_card_data";
    private static final String DECLINED = "Your card was declined.";

    private static final Map<String, PaymentError> BY_CODE = Map.ofEntries(
            declined("generic_decline", TRY_LATER, DECLINED),
            declined("insufficient_funds", TRY_LATER, "Your card has insufficient funds."),
            declined("lost_card", DO_NOT_RETRY, DECLINED),
            declined("stolen_card", DO_NOT_RETRY, DECLINED),
            declined("pickup_card", DO_NOT_RETRY, DECLINED),
            declined("fraudulent", DO_NOT_RETRY, DECLINED),
            declined("call_issuer", TRY_LATER, DECLINED),
            declined("card_not_supported", DO_NOT_RETRY, "Your card is not supported."),
            declined("currency_not_supported", DO_NOT_RETRY, "Your card does not support this currency."),
            declined("do_not_honor", TRY_LATER, DECLINED),
            declined("invalid_account", DO_NOT_RETRY, DECLINED),
            declined("restricted_card", DO_NOT_RETRY, DECLINED),
            declined("revocation_of_authorization", DO_NOT_RETRY, DECLINED),
            declined("withdrawal_count_limit_exceeded", TRY_LATER, DECLINED),
            declined("do_not_try_again", DO_NOT_RETRY, DECLINED),
            declined("try_again_later", TRY_LATER, DECLINED),
            declined(
                    "card_velocity_exceeded",
                    TRY_LATER,
                    "Your card was declined for making repeated attempts too often."),
            declined("transaction_not_allowed", DO_NOT_RETRY, "Your card does not support this type of purchase."),
            declined("issuer_not_available", TRY_LATER, DECLINED),
            error("expired_card", null, "Your card has expired.", "exp_month"),
            error("incorrect_cvc", CONFIRM, "Your card's security code is incorrect.", "cvc"),
            error(
                    "processing_error",
                    TRY_LATER,
                    "An error occurred while processing your card. Try again in a little bit.",
                    null),
            authentication(
                    "authentication_required", "Your card was declined. This transaction requires authentication."),
            authentication(
                    "authentication_not_handled",
                    "This payment required an authentication action to complete, but `error_on_requires_action` was set."));

    public static final PaymentError AUTHENTICATION_REQUIRED = byCode("authentication_required");
    public static final PaymentError AUTHENTICATION_NOT_HANDLED = byCode("authentication_not_handled");
    public static final PaymentError AUTHENTICATION_FAILED = new PaymentError(
            "invalid_request_error",
            "payment_intent_authentication_failure",
            null,
            null,
            "The provided PaymentMethod has failed authentication. You can provide payment_method_data or a new"
                    + " PaymentMethod to attempt to fulfill this PaymentIntent again.",
            null);

    public static final PaymentError ATTEMPT_EXPIRED = attempt(
            "payment_intent_payment_attempt_expired",
            "The latest payment attempt of the PaymentIntent has expired. You can provide payment_method_data or a new"
                    + " PaymentMethod to attempt to fulfill this PaymentIntent again.");
    public static final PaymentError ATTEMPT_FAILED = attempt(
            "payment_intent_payment_attempt_failed",
            "The latest payment attempt of the PaymentIntent has failed. Check the last_payment_error property on the"
                    + " PaymentIntent for more details.");

    private PaymentErrors() {}

    /** The error with this code, empty when there is none. */
    public static Optional<PaymentError> find(String code) {
        return Optional.ofNullable(BY_CODE.get(code));
    }

    /** @throws IllegalArgumentException when there is no error with this code */
    public static PaymentError byCode(String code) {
        return find(code).orElseThrow(() -> new IllegalArgumentException("There is no decline '" + code + "'"));
    }

    private static PaymentError attempt(String code, String message) {
        return new PaymentError("invalid_request_error", code, null, null, message, null);
    }

    private static Map.Entry<String, PaymentError> declined(String declineCode, String advice, String message) {
        return Map.entry(
                declineCode,
                new PaymentError(PaymentError.CARD_ERROR, "card_declined", declineCode, advice, message, null));
    }

    private static Map.Entry<String, PaymentError> error(
            String code, @Nullable String advice, String message, @Nullable String param) {
        return Map.entry(code, new PaymentError(PaymentError.CARD_ERROR, code, null, advice, message, param));
    }

    private static Map.Entry<String, PaymentError> authentication(String declineCode, String message) {
        return Map.entry(
                declineCode,
                new PaymentError(PaymentError.CARD_ERROR, "authentication_required", declineCode, null, message, null));
    }
}

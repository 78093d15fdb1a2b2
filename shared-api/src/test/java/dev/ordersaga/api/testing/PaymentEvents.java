package dev.ordersaga.api.testing;

import dev.ordersaga.api.money.Money;
import dev.ordersaga.api.payment.DisputeOutcome;
import dev.ordersaga.api.payment.NextAction;
import dev.ordersaga.api.payment.PaymentActionRequired;
import dev.ordersaga.api.payment.PaymentAttemptStarted;
import dev.ordersaga.api.payment.PaymentAuthorizationExpired;
import dev.ordersaga.api.payment.PaymentAuthorized;
import dev.ordersaga.api.payment.PaymentCaptureFailed;
import dev.ordersaga.api.payment.PaymentCaptureStarted;
import dev.ordersaga.api.payment.PaymentCaptured;
import dev.ordersaga.api.payment.PaymentDeclined;
import dev.ordersaga.api.payment.PaymentDisputeClosed;
import dev.ordersaga.api.payment.PaymentDisputeOpened;
import dev.ordersaga.api.payment.PaymentIds;
import dev.ordersaga.api.payment.PaymentProcessing;
import dev.ordersaga.api.payment.PaymentRefundFailed;
import dev.ordersaga.api.payment.PaymentRefundStarted;
import dev.ordersaga.api.payment.PaymentRefunded;
import dev.ordersaga.api.payment.PaymentReleaseFailed;
import dev.ordersaga.api.payment.PaymentReleaseFinished;
import dev.ordersaga.api.payment.PaymentReleaseStarted;
import dev.ordersaga.api.payment.PaymentUnanswered;
import dev.ordersaga.api.payment.PaymentVoided;
import dev.ordersaga.api.status.CaptureMode;
import java.time.Instant;
import java.util.Currency;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Builder of the events of one order's payment. Immutable: each {@code with} method returns a builder with another
 * default.
 *
 * @param attempt the order's number for the attempt, from 1
 * @param provider null for an attempt whose payment method no provider accepted
 * @param reference the provider's id of the charge
 */
public record PaymentEvents(
        UUID orderId,
        int attempt,
        @Nullable String provider,
        String paymentMethod,
        Money amount,
        CaptureMode capture,
        String reference) {

    /**
     * The first attempt of the order with a good card, 15.30 GBP, captured at once by the provider {@code simulated}.
     */
    public static PaymentEvents of(UUID orderId) {
        Money amount = new Money(1530, Currency.getInstance("GBP"));
        return new PaymentEvents(orderId, 1, "simulated", "pm_card_visa", amount, CaptureMode.ON_CONFIRMATION, "ch_1");
    }

    public PaymentEvents withAttempt(int number) {
        return new PaymentEvents(orderId, number, provider, paymentMethod, amount, capture, reference);
    }

    public PaymentEvents withProvider(@Nullable String name) {
        return new PaymentEvents(orderId, attempt, name, paymentMethod, amount, capture, reference);
    }

    public PaymentEvents withPaymentMethod(String token) {
        return new PaymentEvents(orderId, attempt, provider, token, amount, capture, reference);
    }

    public PaymentEvents withCapture(CaptureMode mode) {
        return new PaymentEvents(orderId, attempt, provider, paymentMethod, amount, mode, reference);
    }

    public UUID paymentId() {
        return PaymentIds.forOrder(orderId);
    }

    public String attemptKey() {
        return orderId + "/authorize/" + attempt;
    }

    public String captureKey() {
        return orderId + "/capture/" + attempt;
    }

    public String refundKey(int refund) {
        return orderId + "/refund/" + refund;
    }

    public String releaseKey() {
        return orderId + "/release/1";
    }

    public PaymentAttemptStarted attemptStarted() {
        return new PaymentAttemptStarted(orderId, attempt, attemptKey(), provider, paymentMethod, amount, capture);
    }

    public PaymentUnanswered unanswered(Instant since) {
        return new PaymentUnanswered(orderId, attempt, since);
    }

    /** Processing that takes seconds. */
    public PaymentProcessing processing() {
        return new PaymentProcessing(orderId, attempt, reference, false);
    }

    /** Processing that takes days. */
    public PaymentProcessing processingForDays() {
        return new PaymentProcessing(orderId, attempt, reference, true);
    }

    public PaymentActionRequired actionRequired(NextAction action, Instant actUntil) {
        return new PaymentActionRequired(orderId, attempt, reference, action, actUntil);
    }

    /** @param captureBefore null if the provider does not say when the authorization expires */
    public PaymentAuthorized authorized(@Nullable Instant captureBefore) {
        return new PaymentAuthorized(orderId, attempt, paymentMethod, amount, reference, captureBefore);
    }

    public PaymentAuthorizationExpired authorizationExpired() {
        return new PaymentAuthorizationExpired(orderId, attempt);
    }

    public PaymentCaptureStarted captureStarted() {
        return new PaymentCaptureStarted(orderId, attempt, captureKey());
    }

    public PaymentCaptured captured() {
        return new PaymentCaptured(orderId, attempt, paymentMethod, amount, reference, capture);
    }

    public PaymentCaptureFailed captureFailed(String reason) {
        return new PaymentCaptureFailed(orderId, attempt, reason);
    }

    /** A soft decline whose code customers may see. */
    public PaymentDeclined declined(String code) {
        return declined(code, code, false);
    }

    public PaymentDeclined declined(String code, String customerCode, boolean hard) {
        return new PaymentDeclined(orderId, attempt, paymentMethod, code, customerCode, hard);
    }

    public PaymentRefundStarted refundStarted(int refund, Money part, @Nullable String reason) {
        return new PaymentRefundStarted(orderId, refund, part, reason, refundKey(refund));
    }

    /** The refund of the remainder, number 0, under the key of the release. */
    public PaymentRefundStarted releaseRefundStarted(Money remainder) {
        return new PaymentRefundStarted(orderId, 0, remainder, null, releaseKey());
    }

    public PaymentRefunded refunded(int refund, Money part) {
        return new PaymentRefunded(orderId, refund, part, "re_1");
    }

    public PaymentRefundFailed refundFailed(int refund, Money part, String reason) {
        return new PaymentRefundFailed(orderId, refund, part, reason);
    }

    public PaymentReleaseStarted releaseStarted() {
        return new PaymentReleaseStarted(orderId, releaseKey());
    }

    public PaymentVoided voided() {
        return new PaymentVoided(orderId, amount);
    }

    public PaymentReleaseFinished releaseFinished(Money captured, Money refunded) {
        return new PaymentReleaseFinished(orderId, captured, refunded);
    }

    public PaymentReleaseFailed releaseFailed(Money captured, Money refunded, String reason) {
        return new PaymentReleaseFailed(orderId, captured, refunded, reason);
    }

    public PaymentDisputeOpened disputeOpened(String dispute, String reason) {
        return new PaymentDisputeOpened(orderId, dispute, amount, reason, null);
    }

    public PaymentDisputeClosed disputeClosed(String dispute, DisputeOutcome outcome) {
        return new PaymentDisputeClosed(orderId, dispute, amount, outcome);
    }
}

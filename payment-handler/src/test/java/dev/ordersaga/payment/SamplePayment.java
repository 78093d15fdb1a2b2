package dev.ordersaga.payment;

import dev.ordersaga.api.money.Money;
import dev.ordersaga.api.payment.NextAction;
import dev.ordersaga.api.payment.PaymentActionRequired;
import dev.ordersaga.api.payment.PaymentAttemptStarted;
import dev.ordersaga.api.payment.PaymentAuthorizationExpired;
import dev.ordersaga.api.payment.PaymentAuthorized;
import dev.ordersaga.api.payment.PaymentCaptured;
import dev.ordersaga.api.payment.PaymentDeclined;
import dev.ordersaga.api.payment.PaymentIds;
import dev.ordersaga.api.payment.PaymentProcessing;
import dev.ordersaga.api.payment.PaymentRefundStarted;
import dev.ordersaga.api.payment.PaymentRefunded;
import dev.ordersaga.api.payment.PaymentReleaseFinished;
import dev.ordersaga.api.payment.PaymentReleaseStarted;
import dev.ordersaga.api.payment.PaymentVoided;
import dev.ordersaga.api.status.CaptureMode;
import dev.ordersaga.api.testing.PaymentEvents;
import dev.ordersaga.payment.ProviderCall.Operation;
import dev.ordersaga.payment.gateway.Charge;
import dev.ordersaga.payment.gateway.ProviderAnswer;
import dev.ordersaga.payment.gateway.ProviderAnswer.ActionRequired;
import dev.ordersaga.payment.gateway.ProviderAnswer.Authorized;
import dev.ordersaga.payment.gateway.ProviderAnswer.Captured;
import dev.ordersaga.payment.gateway.ProviderAnswer.Declined;
import dev.ordersaga.payment.gateway.ProviderAnswer.Processing;
import dev.ordersaga.payment.gateway.ProviderAnswer.Voided;
import dev.ordersaga.payment.gateway.Refund;
import dev.ordersaga.payment.gateway.RefundAnswer;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Test data: the payment of one order, with its commands, the provider's answers and its events. */
public final class SamplePayment {

    public static final UUID ORDER = UUID.fromString("01930000-0000-7000-8000-000000000001");
    public static final PaymentEvents EVENTS = PaymentEvents.of(ORDER);
    static final PaymentEvents EVENTS_FOR_SHIPMENT = EVENTS.withCapture(CaptureMode.ON_SHIPMENT);
    static final UUID ID = PaymentIds.forOrder(ORDER);
    public static final Money TOTAL = EVENTS.amount();
    public static final Instant START = Instant.parse("2026-11-20T10:00:00Z");
    public static final String PROVIDER = "simulated";
    static final String CARD = EVENTS.paymentMethod();
    public static final String REFERENCE = EVENTS.reference();
    static final String ATTEMPT_KEY = EVENTS.attemptKey();
    static final String RELEASE_KEY = EVENTS.releaseKey();

    public static final PaymentAttemptStarted STARTED = EVENTS.attemptStarted();
    public static final PaymentAttemptStarted STARTED_FOR_SHIPMENT = EVENTS_FOR_SHIPMENT.attemptStarted();
    public static final PaymentProcessing PROCESSING = EVENTS.processing();
    static final NextAction CONFIRM = new NextAction("redirect_to_url", "https://bank.example/1");
    static final Instant ACT_UNTIL = START.plusSeconds(3600);
    static final PaymentActionRequired ACTION_REQUIRED = EVENTS.actionRequired(CONFIRM, ACT_UNTIL);
    public static final PaymentAuthorized AUTHORIZED = EVENTS.authorized(null);
    static final Instant CAPTURE_BEFORE = START.plus(Duration.ofDays(7));
    static final PaymentAuthorized AUTHORIZED_FOR_A_WEEK = EVENTS.authorized(CAPTURE_BEFORE);
    static final PaymentAuthorizationExpired EXPIRED = EVENTS.authorizationExpired();
    public static final PaymentCaptured CAPTURED = EVENTS.captured();
    static final PaymentCaptured CAPTURED_LATER = EVENTS_FOR_SHIPMENT.captured();
    public static final PaymentDeclined DECLINED = EVENTS.declined("insufficient_funds");
    public static final PaymentReleaseStarted RELEASE = EVENTS.releaseStarted();
    static final PaymentVoided VOIDED = EVENTS.voided();
    public static final Money NONE = Money.zero(TOTAL.currency());
    public static final PaymentReleaseFinished NOTHING_HELD = EVENTS.releaseFinished(NONE, NONE);
    public static final PaymentRefundStarted REMAINDER_STARTED = EVENTS.releaseRefundStarted(TOTAL);
    public static final PaymentRefunded REMAINDER_REFUNDED = EVENTS.refunded(PaymentState.RELEASE_REFUND, TOTAL);
    public static final PaymentReleaseFinished ALL_REFUNDED = EVENTS.releaseFinished(TOTAL, TOTAL);

    static final ProviderAnswer CAPTURE = new Captured(REFERENCE, TOTAL);
    static final ProviderAnswer AUTHORIZATION = new Authorized(REFERENCE, TOTAL, null);
    static final ProviderAnswer AUTHORIZATION_FOR_A_WEEK = new Authorized(REFERENCE, TOTAL, CAPTURE_BEFORE);
    static final ProviderAnswer STILL_PROCESSING = new Processing(REFERENCE, Duration.ofSeconds(5));
    static final ProviderAnswer PROCESSING_FOR_DAYS = new Processing(REFERENCE, Duration.ofHours(1), true);
    static final ProviderAnswer ACTION = new ActionRequired(REFERENCE, CONFIRM, ACT_UNTIL);
    static final ProviderAnswer DECLINE = new Declined("insufficient_funds", false);
    static final ProviderAnswer VOID = new Voided(REFERENCE);
    static final RefundAnswer REFUND = new RefundAnswer.Succeeded("re_1");
    static final RefundAnswer REFUND_PENDING = new RefundAnswer.Pending("re_1", Duration.ofSeconds(5));
    static final RefundAnswer REFUND_FAILED = new RefundAnswer.Failed("expired_or_canceled_card");
    static final Optional<ProviderCall> NO_CALL = Optional.empty();

    private SamplePayment() {}

    static PaymentAttemptStarted started(int attempt, CaptureMode capture) {
        return EVENTS.withAttempt(attempt).withCapture(capture).attemptStarted();
    }

    static Charge charge(CaptureMode capture, @Nullable String reference) {
        return new Charge(ORDER, 1, ATTEMPT_KEY, CARD, TOTAL, capture, START, reference);
    }

    /** A call about the charge without a refund. */
    static ProviderCall call(Operation operation, String key, CaptureMode capture, @Nullable String reference) {
        return new ProviderCall(PROVIDER, operation, key, charge(capture, reference));
    }

    /** A call about a charge that is captured at once and has a reference. */
    static ProviderCall call(Operation operation, String key) {
        return call(operation, key, CaptureMode.ON_CONFIRMATION, REFERENCE);
    }

    static StartPaymentAttempt start(int attempt) {
        return start(attempt, PROVIDER);
    }

    static StartPaymentAttempt start(int attempt, @Nullable String provider) {
        return new StartPaymentAttempt(ID, ORDER, attempt, provider, CARD, TOTAL, CaptureMode.ON_CONFIRMATION);
    }

    static RecordPaymentOutcome outcome(ProviderOutcome outcome) {
        return new RecordPaymentOutcome(ID, PROVIDER, outcome);
    }

    static RecordPaymentOutcome answer(ProviderAnswer answer) {
        return outcome(new ProviderOutcome.OfCharge(1, answer));
    }

    static RecordPaymentOutcome answer(int refund, RefundAnswer answer) {
        return outcome(new ProviderOutcome.OfRefund(refund, answer));
    }

    /** The call that refunds the remainder of the captured charge. */
    public static ProviderCall remainderCall() {
        return new ProviderCall(
                PROVIDER,
                Operation.REFUND,
                RELEASE_KEY,
                charge(CaptureMode.ON_CONFIRMATION, REFERENCE),
                new Refund(PaymentState.RELEASE_REFUND, TOTAL, null, RELEASE_KEY));
    }

    static RecordedOutcome recorded(Optional<ProviderCall> next) {
        return new RecordedOutcome(true, next);
    }

    static RecordedOutcome unchanged(Optional<ProviderCall> next) {
        return new RecordedOutcome(false, next);
    }

    static ReleasePayment release() {
        return new ReleasePayment(ID);
    }
}

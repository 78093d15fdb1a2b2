package dev.ordersaga.payment;

import dev.ordersaga.api.money.Money;
import dev.ordersaga.api.order.CaptureMode;
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
import dev.ordersaga.payment.ProviderCall.Operation;
import dev.ordersaga.payment.gateway.Charge;
import dev.ordersaga.payment.gateway.ProviderAnswer.ActionRequired;
import dev.ordersaga.payment.gateway.ProviderAnswer.Authorized;
import dev.ordersaga.payment.gateway.ProviderAnswer.Captured;
import dev.ordersaga.payment.gateway.ProviderAnswer.Declined;
import dev.ordersaga.payment.gateway.ProviderAnswer.Processing;
import dev.ordersaga.payment.gateway.ProviderAnswer.Voided;
import dev.ordersaga.payment.gateway.ProviderAnswer;
import dev.ordersaga.payment.gateway.Refund;
import dev.ordersaga.payment.gateway.RefundAnswer;
import java.time.Duration;
import java.time.Instant;
import java.util.Currency;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One order's payment: what it is told, what the provider answers, what it records. */
final class SamplePayment {

    static final UUID ORDER = UUID.fromString("01930000-0000-7000-8000-000000000001");
    static final UUID ID = PaymentIds.forOrder(ORDER);
    static final Money TOTAL = new Money(1530, Currency.getInstance("GBP"));
    static final Instant START = Instant.parse("2026-11-20T10:00:00Z");
    static final String CARD = "pm_card_visa";
    static final String REFERENCE = "ch_1";
    static final String ATTEMPT_KEY = ORDER + "/authorize/1";
    static final String RELEASE_KEY = ORDER + "/release/1";

    static final PaymentAttemptStarted STARTED = started(1, CaptureMode.ON_CONFIRMATION);
    static final PaymentAttemptStarted STARTED_FOR_SHIPMENT = started(1, CaptureMode.ON_SHIPMENT);
    static final PaymentProcessing PROCESSING = new PaymentProcessing(ID, ORDER, 1, REFERENCE, false);
    static final NextAction CONFIRM = new NextAction("redirect_to_url", "https://bank.example/1");
    static final Instant ACT_UNTIL = START.plusSeconds(3600);
    static final PaymentActionRequired ACTION_REQUIRED =
            new PaymentActionRequired(ID, ORDER, 1, REFERENCE, CONFIRM, ACT_UNTIL);
    static final PaymentAuthorized AUTHORIZED = new PaymentAuthorized(ID, ORDER, 1, CARD, TOTAL, REFERENCE, null);
    static final Instant CAPTURE_BEFORE = START.plus(Duration.ofDays(7));
    static final PaymentAuthorized AUTHORIZED_FOR_A_WEEK =
            new PaymentAuthorized(ID, ORDER, 1, CARD, TOTAL, REFERENCE, CAPTURE_BEFORE);
    static final PaymentAuthorizationExpired EXPIRED = new PaymentAuthorizationExpired(ID, ORDER, 1);
    static final PaymentCaptured CAPTURED =
            new PaymentCaptured(ID, ORDER, 1, CARD, TOTAL, REFERENCE, CaptureMode.ON_CONFIRMATION);
    static final PaymentCaptured CAPTURED_LATER =
            new PaymentCaptured(ID, ORDER, 1, CARD, TOTAL, REFERENCE, CaptureMode.ON_SHIPMENT);
    static final PaymentDeclined DECLINED =
            new PaymentDeclined(ID, ORDER, 1, CARD, "insufficient_funds", "insufficient_funds", false);
    static final PaymentReleaseStarted RELEASE = new PaymentReleaseStarted(ID, ORDER, RELEASE_KEY);
    static final PaymentVoided VOIDED = new PaymentVoided(ID, ORDER, TOTAL);
    static final Money NONE = Money.zero(TOTAL.currency());
    static final PaymentReleaseFinished NOTHING_HELD = new PaymentReleaseFinished(ID, ORDER, NONE, NONE);
    static final PaymentRefundStarted REST_STARTED =
            new PaymentRefundStarted(ID, ORDER, PaymentState.REST, TOTAL, null, RELEASE_KEY);
    static final PaymentRefunded REST_REFUNDED = new PaymentRefunded(ID, ORDER, PaymentState.REST, TOTAL, "re_1");
    static final PaymentReleaseFinished ALL_GIVEN_BACK = new PaymentReleaseFinished(ID, ORDER, TOTAL, TOTAL);

    static final ProviderAnswer CAPTURE = new Captured(REFERENCE, TOTAL);
    static final ProviderAnswer AUTHORIZATION = new Authorized(REFERENCE, TOTAL, null);
    static final ProviderAnswer AUTHORIZATION_FOR_A_WEEK = new Authorized(REFERENCE, TOTAL, CAPTURE_BEFORE);
    static final ProviderAnswer LATER = new Processing(REFERENCE, Duration.ofSeconds(5));
    static final ProviderAnswer DAYS_LATER = new Processing(REFERENCE, Duration.ofHours(1), true);
    static final ProviderAnswer ACTION = new ActionRequired(REFERENCE, CONFIRM, ACT_UNTIL);
    static final ProviderAnswer NO = new Declined("insufficient_funds", false);
    static final ProviderAnswer VOID = new Voided(REFERENCE);
    static final RefundAnswer REFUND = new RefundAnswer.Succeeded("re_1");
    static final RefundAnswer REFUND_LATER = new RefundAnswer.Pending("re_1", Duration.ofSeconds(5));
    static final RefundAnswer REFUND_FAILED = new RefundAnswer.Failed("expired_or_canceled_card");
    static final Optional<ProviderCall> NOTHING = Optional.empty();

    private SamplePayment() {}

    static PaymentAttemptStarted started(int attempt, CaptureMode capture) {
        return new PaymentAttemptStarted(ID, ORDER, attempt, ORDER + "/authorize/" + attempt, CARD, TOTAL, capture);
    }

    static Charge charge(CaptureMode capture, @Nullable String reference) {
        return new Charge(ORDER, 1, ATTEMPT_KEY, CARD, TOTAL, capture, START, reference);
    }

    /** A call about a charge that is to be captured at once and of which the provider has told its reference. */
    static ProviderCall call(Operation operation, String key) {
        return new ProviderCall(operation, key, charge(CaptureMode.ON_CONFIRMATION, REFERENCE));
    }

    static StartPaymentAttempt start(int attempt) {
        return new StartPaymentAttempt(ID, ORDER, attempt, CARD, TOTAL, CaptureMode.ON_CONFIRMATION);
    }

    static RecordPaymentOutcome answer(ProviderAnswer answer) {
        return new RecordPaymentOutcome(ID, new ProviderOutcome.OfCharge(1, answer));
    }

    static RecordPaymentOutcome answer(int refund, RefundAnswer answer) {
        return new RecordPaymentOutcome(ID, new ProviderOutcome.OfRefund(refund, answer));
    }

    /** The call that gives back the rest of the captured charge. */
    static ProviderCall restCall() {
        return new ProviderCall(
                Operation.REFUND,
                RELEASE_KEY,
                charge(CaptureMode.ON_CONFIRMATION, REFERENCE),
                new Refund(PaymentState.REST, TOTAL, null, RELEASE_KEY));
    }

    static RecordedOutcome news(Optional<ProviderCall> next) {
        return new RecordedOutcome(true, next);
    }

    static RecordedOutcome known(Optional<ProviderCall> next) {
        return new RecordedOutcome(false, next);
    }

    static ReleasePayment release() {
        return new ReleasePayment(ID);
    }
}

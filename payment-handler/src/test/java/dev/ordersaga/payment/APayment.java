package dev.ordersaga.payment;

import dev.ordersaga.api.money.Money;
import dev.ordersaga.api.order.CaptureMode;
import dev.ordersaga.api.payment.PaymentAttemptStarted;
import dev.ordersaga.api.payment.PaymentAuthorized;
import dev.ordersaga.api.payment.PaymentCaptured;
import dev.ordersaga.api.payment.PaymentDeclined;
import dev.ordersaga.api.payment.PaymentIds;
import dev.ordersaga.api.payment.PaymentProcessing;
import dev.ordersaga.api.payment.PaymentRefunded;
import dev.ordersaga.api.payment.PaymentReleaseStarted;
import dev.ordersaga.api.payment.PaymentVoided;
import dev.ordersaga.payment.ProviderCall.Operation;
import dev.ordersaga.payment.gateway.Charge;
import dev.ordersaga.payment.gateway.ProviderAnswer;
import dev.ordersaga.payment.gateway.ProviderAnswer.Authorized;
import dev.ordersaga.payment.gateway.ProviderAnswer.Captured;
import dev.ordersaga.payment.gateway.ProviderAnswer.Declined;
import dev.ordersaga.payment.gateway.ProviderAnswer.Processing;
import dev.ordersaga.payment.gateway.ProviderAnswer.Refunded;
import dev.ordersaga.payment.gateway.ProviderAnswer.Voided;
import java.time.Duration;
import java.time.Instant;
import java.util.Currency;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One order's payment: what it is told, what the provider answers, what it records. */
final class APayment {

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
    static final PaymentProcessing PROCESSING = new PaymentProcessing(ID, ORDER, 1, REFERENCE);
    static final PaymentAuthorized AUTHORIZED = new PaymentAuthorized(ID, ORDER, 1, CARD, TOTAL, REFERENCE);
    static final PaymentCaptured CAPTURED = new PaymentCaptured(ID, ORDER, 1, CARD, TOTAL, REFERENCE);
    static final PaymentDeclined DECLINED =
            new PaymentDeclined(ID, ORDER, 1, CARD, "insufficient_funds", "insufficient_funds");
    static final PaymentReleaseStarted RELEASE = new PaymentReleaseStarted(ID, ORDER, RELEASE_KEY);
    static final PaymentVoided VOIDED = new PaymentVoided(ID, ORDER, TOTAL);
    static final PaymentRefunded REFUNDED = new PaymentRefunded(ID, ORDER, TOTAL, "re_1");

    static final ProviderAnswer CAPTURE = new Captured(REFERENCE, TOTAL);
    static final ProviderAnswer AUTHORIZATION = new Authorized(REFERENCE, TOTAL);
    static final ProviderAnswer LATER = new Processing(REFERENCE, Duration.ofSeconds(5));
    static final ProviderAnswer NO = new Declined("insufficient_funds");
    static final ProviderAnswer VOID = new Voided(REFERENCE);
    static final ProviderAnswer REFUND = new Refunded("re_1", TOTAL);
    static final Optional<ProviderCall> NOTHING = Optional.empty();

    private APayment() {}

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
        return new RecordPaymentOutcome(ID, 1, answer);
    }

    static Recording news(Optional<ProviderCall> next) {
        return new Recording(true, next);
    }

    static Recording known(Optional<ProviderCall> next) {
        return new Recording(false, next);
    }

    static ReleasePayment release() {
        return new ReleasePayment(ID);
    }
}

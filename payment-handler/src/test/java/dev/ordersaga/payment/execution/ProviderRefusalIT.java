package dev.ordersaga.payment.execution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersaga.api.payment.PaymentAttemptStarted;
import dev.ordersaga.api.payment.PaymentAuthorized;
import dev.ordersaga.api.payment.PaymentCaptureStarted;
import dev.ordersaga.api.payment.PaymentCaptured;
import dev.ordersaga.api.payment.PaymentCheckStarted;
import dev.ordersaga.api.payment.PaymentDeclined;
import dev.ordersaga.api.payment.PaymentProcessing;
import dev.ordersaga.api.payment.PaymentRefundFailed;
import dev.ordersaga.api.payment.PaymentRefundStarted;
import dev.ordersaga.api.payment.PaymentReleaseFailed;
import dev.ordersaga.api.payment.PaymentReleaseFinished;
import dev.ordersaga.api.payment.PaymentReleaseStarted;
import dev.ordersaga.api.payment.PaymentStillOpen;
import dev.ordersaga.api.payment.PaymentVoided;
import dev.ordersaga.api.status.CaptureMode;
import dev.ordersaga.payment.ProviderCall.Operation;
import dev.ordersaga.payment.gateway.ProviderAnswer.ActionRequired;
import dev.ordersaga.payment.gateway.ProviderAnswer.Authorized;
import dev.ordersaga.payment.gateway.ProviderAnswer.Captured;
import dev.ordersaga.payment.gateway.ProviderAnswer.Declined;
import dev.ordersaga.payment.gateway.ProviderAnswer.Voided;
import dev.ordersaga.payment.gateway.RequestRejectedException;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Definite refusals of a provider, requests that change nothing, and look-ups after a deadline. */
class ProviderRefusalIT {

    private final PaymentHandlerFixture service = PaymentHandlerFixture.shared();

    @Test
    void aRefusedAuthorizationIsADecline() {
        UUID order = service.newOrder();
        service.gateway().answer(order, Operation.AUTHORIZE, charge -> {
            throw refusal("currency_not_supported");
        });
        service.gateway().answer(order, Operation.FIND, charge -> null);
        service.requestPayment(order, "pm_card_visa", CaptureMode.ON_CONFIRMATION);

        service.awaitHistory(order, PaymentAttemptStarted.class, PaymentDeclined.class);
        assertThat(service.events(order).getLast()).isInstanceOfSatisfying(PaymentDeclined.class, declined -> {
            assertThat(declined.declineCode()).isEqualTo("currency_not_supported");
            assertThat(declined.customerCode()).isEqualTo(Declined.GENERIC);
        });
    }

    @Test
    void aChargeWhoseActionCannotBeOfferedIsCancelledAndDeclined() {
        UUID order = service.newOrder();
        service.gateway()
                .answer(order, Operation.AUTHORIZE, charge -> new ActionRequired("pi_1", null, charge.startedAt()));
        service.gateway().answer(order, Operation.VOID, charge -> new Voided("pi_1"));
        service.requestPayment(order, "pm_card_visa", CaptureMode.ON_CONFIRMATION);

        service.awaitHistory(order, PaymentAttemptStarted.class, PaymentDeclined.class);
        assertThat(service.gateway().operations(order)).containsExactly(Operation.AUTHORIZE, Operation.VOID);
    }

    @Test
    void aCaptureThatChangesNothingIsRepeatedSoon() {
        UUID order = authorized();
        service.gateway()
                .answer(
                        order,
                        Operation.CAPTURE,
                        charge -> new Authorized(
                                "ch_1", charge.amount(), charge.startedAt().plus(Duration.ofDays(7))));
        service.requestCapture(order);
        service.awaitUnanswered(order + "/capture/1");

        service.advance(Duration.ofMinutes(1));

        service.awaitHistory(
                order,
                PaymentAttemptStarted.class,
                PaymentAuthorized.class,
                PaymentCaptureStarted.class,
                PaymentCaptured.class);
    }

    @Test
    void aVoidThatChangesNothingIsRepeatedSoon() {
        UUID order = authorized();
        service.gateway().answer(order, Operation.VOID, charge -> new Authorized("ch_1", charge.amount(), null));
        service.requestRelease(order);
        service.awaitUnanswered(order + "/release/1");

        service.advance(Duration.ofMinutes(1));

        service.awaitHistory(
                order,
                PaymentAttemptStarted.class,
                PaymentAuthorized.class,
                PaymentReleaseStarted.class,
                PaymentVoided.class,
                PaymentReleaseFinished.class);
    }

    @Test
    void aRefusedRefundOfAReleaseEndsIt() {
        UUID order = service.orderWithPaymentRequested("pm_card_visa");
        service.awaitHistory(order, PaymentAttemptStarted.class, PaymentCaptured.class);
        service.gateway().answerRefund(order, Operation.REFUND, refund -> {
            throw refusal("charge_disputed");
        });
        service.gateway().answerRefund(order, Operation.FIND_REFUND, refund -> null);
        service.requestRelease(order);

        service.awaitHistory(
                order,
                PaymentAttemptStarted.class,
                PaymentCaptured.class,
                PaymentReleaseStarted.class,
                PaymentRefundStarted.class,
                PaymentRefundFailed.class,
                PaymentReleaseFailed.class);
        assertThat(service.events(order).getLast())
                .isInstanceOfSatisfying(
                        PaymentReleaseFailed.class,
                        failed -> assertThat(failed.reason()).isEqualTo("charge_disputed"));
    }

    @Test
    void aCheckFindsAPaymentThatNoOtherSourceReported() {
        UUID order = service.newOrder();
        service.requestPayment(order, "pm_silent", CaptureMode.ON_CONFIRMATION);
        service.awaitHistory(order, PaymentAttemptStarted.class, PaymentProcessing.class);
        service.gateway().answer(order, Operation.FIND, charge -> new Captured("ch_1", charge.amount()));

        service.requestCheck(order, 1);

        service.awaitHistory(
                order,
                PaymentAttemptStarted.class,
                PaymentProcessing.class,
                PaymentCheckStarted.class,
                PaymentCaptured.class);
    }

    @Test
    void aCheckWithoutAnOutcomeIsAResultOnceTheProviderAnswers() {
        UUID order = service.newOrder();
        service.requestPayment(order, "pm_silent", CaptureMode.ON_CONFIRMATION);
        service.awaitHistory(order, PaymentAttemptStarted.class, PaymentProcessing.class);
        service.gateway().answer(order, Operation.FIND, ScriptedGateway::connectionReset);
        service.requestCheck(order, 1);
        service.awaitUnanswered(order + "/check/1");
        assertThat(service.history(order)).doesNotContain(PaymentStillOpen.class);

        service.advance(Duration.ofSeconds(1));

        service.awaitHistory(
                order,
                PaymentAttemptStarted.class,
                PaymentProcessing.class,
                PaymentCheckStarted.class,
                PaymentStillOpen.class);
    }

    private UUID authorized() {
        UUID order = service.newOrder();
        service.requestPayment(order, "pm_card_visa", CaptureMode.ON_SHIPMENT);
        service.awaitHistory(order, PaymentAttemptStarted.class, PaymentAuthorized.class);
        return order;
    }

    private static RequestRejectedException refusal(String code) {
        return new RequestRejectedException(code, "refused", new IllegalStateException(code));
    }
}

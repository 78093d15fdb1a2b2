package dev.ordersaga.payment.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ordersaga.api.payment.PaymentAttemptStarted;
import dev.ordersaga.api.payment.PaymentAuthorized;
import dev.ordersaga.api.payment.PaymentCaptured;
import dev.ordersaga.api.payment.PaymentDeclined;
import dev.ordersaga.api.payment.PaymentProcessing;
import dev.ordersaga.api.payment.PaymentRefundStarted;
import dev.ordersaga.api.payment.PaymentRefunded;
import dev.ordersaga.api.payment.PaymentReleaseFinished;
import dev.ordersaga.api.payment.PaymentReleaseStarted;
import dev.ordersaga.api.payment.PaymentVoided;
import dev.ordersaga.api.status.CaptureMode;
import dev.ordersaga.payment.ProviderCall.Operation;
import dev.ordersaga.payment.gateway.Charge;
import dev.ordersaga.payment.gateway.ProviderAnswer;
import dev.ordersaga.payment.gateway.ProviderAnswer.Authorized;
import dev.ordersaga.payment.gateway.ProviderAnswer.Captured;
import dev.ordersaga.payment.gateway.ProviderAnswer.Declined;
import dev.ordersaga.payment.gateway.ProviderAnswer.Processing;
import dev.ordersaga.payment.gateway.RefundAnswer;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class PaymentReleaseIT {

    private static PaymentHandlerFixture service;

    @BeforeAll
    static void open() {
        service = PaymentHandlerFixture.shared();
    }

    @Test
    void aCapturedAmountIsRefunded() {
        UUID order = service.orderWithPaymentRequested("pm_card_visa");
        service.awaitHistory(order, PaymentAttemptStarted.class, PaymentCaptured.class);

        service.requestRelease(order);

        service.awaitHistory(
                order,
                PaymentAttemptStarted.class,
                PaymentCaptured.class,
                PaymentReleaseStarted.class,
                PaymentRefundStarted.class,
                PaymentRefunded.class,
                PaymentReleaseFinished.class);
        assertThat(service.gateway().keys(order)).containsExactly(order + "/authorize/1", order + "/release/1");
    }

    @Test
    void anAuthorizationIsVoided() {
        UUID order = service.newOrder();
        service.requestPayment(order, "pm_card_visa", CaptureMode.ON_SHIPMENT);
        service.requestRelease(order);

        await().until(() -> service.history(order).contains(PaymentVoided.class));
        assertThat(service.gateway().operations(order)).containsExactly(Operation.AUTHORIZE, Operation.VOID);
    }

    @Test
    void aChargeThatIsProcessingIsCancelledAtOnceAndNotPolledAnyMore() {
        UUID order = service.orderWithPaymentRequested("pm_silent");
        service.awaitHistory(order, PaymentAttemptStarted.class, PaymentProcessing.class);

        service.requestRelease(order);

        service.awaitHistory(
                order,
                PaymentAttemptStarted.class,
                PaymentProcessing.class,
                PaymentReleaseStarted.class,
                PaymentVoided.class,
                PaymentReleaseFinished.class);
        service.advance(Duration.ofMinutes(1));
        await().until(() -> service.scheduledCalls(order).isEmpty());
        assertThat(service.history(order)).hasSize(5);
    }

    @Test
    void aVoidThatIsTooLateBecomesARefundWithTheSameKey() {
        UUID order = service.orderWithPaymentRequested("pm_silent");
        service.gateway().answer(order, Operation.VOID, charge -> new Captured("ch_1", charge.amount()));
        service.gateway().answerRefund(order, Operation.REFUND, refund -> new RefundAnswer.Succeeded("re_1"));
        service.awaitHistory(order, PaymentAttemptStarted.class, PaymentProcessing.class);

        service.requestRelease(order);

        service.awaitHistory(
                order,
                PaymentAttemptStarted.class,
                PaymentProcessing.class,
                PaymentReleaseStarted.class,
                PaymentCaptured.class,
                PaymentRefundStarted.class,
                PaymentRefunded.class,
                PaymentReleaseFinished.class);
        assertThat(service.gateway().keys(order))
                .containsExactly(order + "/authorize/1", order + "/release/1", order + "/release/1");
    }

    @Test
    void aDeclinedPaymentHasNothingToRelease() {
        UUID order = service.orderWithPaymentRequested("pm_card_chargeDeclined");
        service.awaitHistory(order, PaymentAttemptStarted.class, PaymentDeclined.class);

        service.requestRelease(order);

        service.awaitHistory(
                order,
                PaymentAttemptStarted.class,
                PaymentDeclined.class,
                PaymentReleaseStarted.class,
                PaymentReleaseFinished.class);
        assertThat(service.gateway().operations(order)).containsExactly(Operation.AUTHORIZE);
    }

    @Test
    void aLateCaptureIsRefundedAfterTheReleaseWaitedForIt() throws InterruptedException {
        UUID order = releasedDuringTheCall(
                "pm_card_visa", CaptureMode.ON_CONFIRMATION, charge -> new Captured("ch_1", charge.amount()));

        service.awaitHistory(
                order,
                PaymentAttemptStarted.class,
                PaymentReleaseStarted.class,
                PaymentCaptured.class,
                PaymentRefundStarted.class,
                PaymentRefunded.class,
                PaymentReleaseFinished.class);
        assertThat(service.gateway().operations(order)).containsExactly(Operation.AUTHORIZE, Operation.REFUND);
    }

    @Test
    void aLateAuthorizationIsVoidedAfterTheReleaseWaitedForIt() throws InterruptedException {
        UUID order = releasedDuringTheCall(
                "pm_card_visa", CaptureMode.ON_SHIPMENT, charge -> new Authorized("ch_1", charge.amount(), null));

        service.awaitHistory(
                order,
                PaymentAttemptStarted.class,
                PaymentReleaseStarted.class,
                PaymentAuthorized.class,
                PaymentVoided.class,
                PaymentReleaseFinished.class);
    }

    @Test
    void aLateDeclineEndsTheReleaseWithoutAnotherCall() throws InterruptedException {
        UUID order = releasedDuringTheCall(
                "pm_card_visa", CaptureMode.ON_CONFIRMATION, charge -> new Declined("lost_card", true));

        service.awaitHistory(
                order,
                PaymentAttemptStarted.class,
                PaymentReleaseStarted.class,
                PaymentDeclined.class,
                PaymentReleaseFinished.class);
        assertThat(service.gateway().operations(order)).containsExactly(Operation.AUTHORIZE);
        assertThat(service.scheduledCalls(order)).isEmpty();
    }

    @Test
    void lateProcessingIsCancelled() throws InterruptedException {
        UUID order = releasedDuringTheCall(
                "pm_silent", CaptureMode.ON_CONFIRMATION, charge -> new Processing("ch_1", Duration.ofSeconds(30)));

        service.awaitHistory(
                order,
                PaymentAttemptStarted.class,
                PaymentReleaseStarted.class,
                PaymentProcessing.class,
                PaymentVoided.class,
                PaymentReleaseFinished.class);
        assertThat(service.gateway().operations(order)).containsExactly(Operation.AUTHORIZE, Operation.VOID);
    }

    @Test
    void aRefundWithoutAnAnswerIsRetriedWithTheSameKey() {
        UUID order = service.orderWithPaymentRequested("pm_card_visa");
        service.gateway().answerRefund(order, Operation.REFUND, ScriptedGateway::connectionReset);
        service.awaitHistory(order, PaymentAttemptStarted.class, PaymentCaptured.class);
        service.requestRelease(order);
        service.awaitUnanswered(order + "/release/1");

        service.advance(Duration.ofSeconds(1));

        await().until(() -> service.history(order).contains(PaymentRefunded.class));
        assertThat(service.gateway().keys(order))
                .containsExactly(order + "/authorize/1", order + "/release/1", order + "/release/1");
    }

    /** An order whose release is recorded before the provider answers to the charge. */
    private UUID releasedDuringTheCall(
            String paymentMethod, CaptureMode capture, Function<Charge, @Nullable ProviderAnswer> lateAnswer)
            throws InterruptedException {
        UUID order = service.newOrder();
        CountDownLatch called = new CountDownLatch(1);
        CountDownLatch released = new CountDownLatch(1);
        service.gateway().answer(order, Operation.AUTHORIZE, charge -> {
            called.countDown();
            ScriptedGateway.waitFor(released);
            return lateAnswer.apply(charge);
        });
        service.requestPayment(order, paymentMethod, capture);
        assertThat(called.await(10, TimeUnit.SECONDS)).isTrue();
        service.requestRelease(order);
        service.awaitHistory(order, PaymentAttemptStarted.class, PaymentReleaseStarted.class);
        released.countDown();
        return order;
    }

    @Test
    void releasesConcurrentWithTheirPaymentsAllEndWithNothingHeld() {
        List<UUID> orders = Stream.generate(service::newOrder).limit(100).toList();
        orders.forEach(order -> {
            service.requestPayment(order, "pm_card_visa", CaptureMode.ON_CONFIRMATION);
            service.requestRelease(order);
        });

        await().atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(500))
                .until(() ->
                        orders.stream().allMatch(order -> service.history(order).size() == 6));
        assertThat(orders).allSatisfy(order -> {
            assertThat(service.history(order))
                    .startsWith(PaymentAttemptStarted.class)
                    .endsWith(PaymentRefundStarted.class, PaymentRefunded.class, PaymentReleaseFinished.class);
            assertThat(new LinkedHashSet<>(service.gateway().keys(order)))
                    .containsExactly(order + "/authorize/1", order + "/release/1");
        });
    }
}

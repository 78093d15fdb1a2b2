package dev.ordersaga.payment.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ordersaga.api.order.CaptureMode;
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
import dev.ordersaga.payment.ProviderCall.Operation;
import dev.ordersaga.payment.gateway.Charge;
import dev.ordersaga.payment.gateway.ProviderAnswer.Authorized;
import dev.ordersaga.payment.gateway.ProviderAnswer.Captured;
import dev.ordersaga.payment.gateway.ProviderAnswer.Declined;
import dev.ordersaga.payment.gateway.ProviderAnswer.Processing;
import dev.ordersaga.payment.gateway.ProviderAnswer;
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

    private static PaymentHandlerFixture house;

    @BeforeAll
    static void open() {
        house = PaymentHandlerFixture.shared();
    }

    @Test
    void takenMoneyIsRefunded() {
        UUID order = house.orderWithPaymentRequested("pm_card_visa");
        house.awaitHistory(order, PaymentAttemptStarted.class, PaymentCaptured.class);

        house.requestRelease(order);

        house.awaitHistory(
                order,
                PaymentAttemptStarted.class,
                PaymentCaptured.class,
                PaymentReleaseStarted.class,
                PaymentRefundStarted.class,
                PaymentRefunded.class,
                PaymentReleaseFinished.class);
        assertThat(house.provider().keys(order)).containsExactly(order + "/authorize/1", order + "/release/1");
    }

    @Test
    void reservedMoneyIsVoided() {
        UUID order = house.newOrder();
        house.requestPayment(order, "pm_card_visa", CaptureMode.ON_SHIPMENT);
        house.requestRelease(order);

        await().until(() -> house.history(order).contains(PaymentVoided.class));
        assertThat(house.provider().operations(order)).containsExactly(Operation.AUTHORIZE, Operation.VOID);
    }

    @Test
    void aSilentChargeIsStoppedAtOnceAndNotAskedForAnyMore() {
        UUID order = house.orderWithPaymentRequested("pm_silent");
        house.awaitHistory(order, PaymentAttemptStarted.class, PaymentProcessing.class);

        house.requestRelease(order);

        house.awaitHistory(
                order,
                PaymentAttemptStarted.class,
                PaymentProcessing.class,
                PaymentReleaseStarted.class,
                PaymentVoided.class,
                PaymentReleaseFinished.class);
        house.advance(Duration.ofMinutes(1));
        await().until(() -> house.scheduledCalls(order).isEmpty());
        assertThat(house.history(order)).hasSize(5);
    }

    @Test
    void aVoidThatComesTooLateBecomesARefundUnderTheSameKey() {
        UUID order = house.orderWithPaymentRequested("pm_silent");
        house.provider().answer(order, Operation.VOID, charge -> new Captured("ch_1", charge.amount()));
        house.provider().answerRefund(order, Operation.REFUND, refund -> new RefundAnswer.Succeeded("re_1"));
        house.awaitHistory(order, PaymentAttemptStarted.class, PaymentProcessing.class);

        house.requestRelease(order);

        house.awaitHistory(
                order,
                PaymentAttemptStarted.class,
                PaymentProcessing.class,
                PaymentReleaseStarted.class,
                PaymentCaptured.class,
                PaymentRefundStarted.class,
                PaymentRefunded.class,
                PaymentReleaseFinished.class);
        assertThat(house.provider().keys(order))
                .containsExactly(order + "/authorize/1", order + "/release/1", order + "/release/1");
    }

    @Test
    void aDeclinedPaymentHasNothingToGiveBack() {
        UUID order = house.orderWithPaymentRequested("pm_card_chargeDeclined");
        house.awaitHistory(order, PaymentAttemptStarted.class, PaymentDeclined.class);

        house.requestRelease(order);

        house.awaitHistory(
                order,
                PaymentAttemptStarted.class,
                PaymentDeclined.class,
                PaymentReleaseStarted.class,
                PaymentReleaseFinished.class);
        assertThat(house.provider().operations(order)).containsExactly(Operation.AUTHORIZE);
    }

    @Test
    void aLateYesIsRefundedAfterTheReleaseWaitedForIt() throws InterruptedException {
        UUID order = releasedDuringTheCall(
                "pm_card_visa", CaptureMode.ON_CONFIRMATION, charge -> new Captured("ch_1", charge.amount()));

        house.awaitHistory(
                order,
                PaymentAttemptStarted.class,
                PaymentReleaseStarted.class,
                PaymentCaptured.class,
                PaymentRefundStarted.class,
                PaymentRefunded.class,
                PaymentReleaseFinished.class);
        assertThat(house.provider().operations(order)).containsExactly(Operation.AUTHORIZE, Operation.REFUND);
    }

    @Test
    void aLateReservationIsVoidedAfterTheReleaseWaitedForIt() throws InterruptedException {
        UUID order = releasedDuringTheCall(
                "pm_card_visa", CaptureMode.ON_SHIPMENT, charge -> new Authorized("ch_1", charge.amount(), null));

        house.awaitHistory(
                order,
                PaymentAttemptStarted.class,
                PaymentReleaseStarted.class,
                PaymentAuthorized.class,
                PaymentVoided.class,
                PaymentReleaseFinished.class);
    }

    @Test
    void aLateNoEndsTheReleaseWithoutAnotherCall() throws InterruptedException {
        UUID order = releasedDuringTheCall(
                "pm_card_visa", CaptureMode.ON_CONFIRMATION, charge -> new Declined("lost_card", true));

        house.awaitHistory(
                order,
                PaymentAttemptStarted.class,
                PaymentReleaseStarted.class,
                PaymentDeclined.class,
                PaymentReleaseFinished.class);
        assertThat(house.provider().operations(order)).containsExactly(Operation.AUTHORIZE);
        assertThat(house.scheduledCalls(order)).isEmpty();
    }

    @Test
    void aLateProcessingIsStopped() throws InterruptedException {
        UUID order = releasedDuringTheCall(
                "pm_silent", CaptureMode.ON_CONFIRMATION, charge -> new Processing("ch_1", Duration.ofSeconds(30)));

        house.awaitHistory(
                order,
                PaymentAttemptStarted.class,
                PaymentReleaseStarted.class,
                PaymentProcessing.class,
                PaymentVoided.class,
                PaymentReleaseFinished.class);
        assertThat(house.provider().operations(order)).containsExactly(Operation.AUTHORIZE, Operation.VOID);
    }

    @Test
    void aRefundThatGotNoAnswerIsMadeAgainUnderTheSameKey() {
        UUID order = house.orderWithPaymentRequested("pm_card_visa");
        house.provider().answerRefund(order, Operation.REFUND, ScriptedGateway::noAnswer);
        house.awaitHistory(order, PaymentAttemptStarted.class, PaymentCaptured.class);
        house.requestRelease(order);
        house.awaitUnanswered(order + "/release/1");

        house.advance(Duration.ofSeconds(1));

        await().until(() -> house.history(order).contains(PaymentRefunded.class));
        assertThat(house.provider().keys(order))
                .containsExactly(order + "/authorize/1", order + "/release/1", order + "/release/1");
    }

    /** An order whose release is on record before the provider answers its charge. */
    private UUID releasedDuringTheCall(
            String paymentMethod, CaptureMode capture, Function<Charge, @Nullable ProviderAnswer> lateAnswer)
            throws InterruptedException {
        UUID order = house.newOrder();
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch released = new CountDownLatch(1);
        house.provider().answer(order, Operation.AUTHORIZE, charge -> {
            asked.countDown();
            ScriptedGateway.waitFor(released);
            return lateAnswer.apply(charge);
        });
        house.requestPayment(order, paymentMethod, capture);
        assertThat(asked.await(10, TimeUnit.SECONDS)).isTrue();
        house.requestRelease(order);
        house.awaitHistory(order, PaymentAttemptStarted.class, PaymentReleaseStarted.class);
        released.countDown();
        return order;
    }

    @Test
    void releasesThatRaceWithTheirPaymentsAllEndWithNothingHeld() {
        List<UUID> orders = Stream.generate(house::newOrder).limit(100).toList();
        orders.forEach(order -> {
            house.requestPayment(order, "pm_card_visa", CaptureMode.ON_CONFIRMATION);
            house.requestRelease(order);
        });

        await().atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(500))
                .until(() ->
                        orders.stream().allMatch(order -> house.history(order).size() == 6));
        assertThat(orders).allSatisfy(order -> {
            assertThat(house.history(order))
                    .startsWith(PaymentAttemptStarted.class)
                    .endsWith(PaymentRefundStarted.class, PaymentRefunded.class, PaymentReleaseFinished.class);
            assertThat(new LinkedHashSet<>(house.provider().keys(order)))
                    .containsExactly(order + "/authorize/1", order + "/release/1");
        });
    }
}

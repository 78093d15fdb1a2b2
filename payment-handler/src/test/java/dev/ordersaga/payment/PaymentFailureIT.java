package dev.ordersaga.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ordersaga.api.order.CaptureMode;
import dev.ordersaga.api.payment.PaymentAttemptStarted;
import dev.ordersaga.api.payment.PaymentCaptured;
import dev.ordersaga.payment.ProviderCall.Operation;
import dev.ordersaga.payment.ScriptedGateway.Call;
import dev.ordersaga.payment.gateway.ProviderAnswer.Captured;
import dev.ordersaga.payment.gateway.ProviderAnswer.Declined;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class PaymentFailureIT {

    private static PaymentHandlerFixture house;

    @BeforeAll
    static void open() {
        house = PaymentHandlerFixture.shared();
    }

    @Test
    void anAnswerThatGotLostIsAskedForUnderTheSameKey() {
        UUID order = house.newOrder();
        house.provider().answer(order, Operation.AUTHORIZE, ScriptedGateway::noAnswer);
        house.requestPayment(order, "pm_card_visa", CaptureMode.ON_CONFIRMATION);
        house.awaitUnanswered(order + "/authorize/1");

        house.advance(Duration.ofSeconds(1));

        house.awaitHistory(order, PaymentAttemptStarted.class, PaymentCaptured.class);
        assertThat(house.provider().operations(order)).containsExactly(Operation.AUTHORIZE, Operation.FIND);
        assertThat(house.provider().keys(order)).containsOnly(order + "/authorize/1");
    }

    @Test
    void aCallThatNeverArrivedIsMadeAgainUnderTheSameKeyWithTheSameParameters() {
        UUID order = house.newOrder();
        house.provider().answer(order, Operation.AUTHORIZE, ScriptedGateway::noAnswer);
        house.provider().answer(order, Operation.FIND, charge -> null);
        house.requestPayment(order, "pm_card_visa", CaptureMode.ON_CONFIRMATION);
        house.awaitUnanswered(order + "/authorize/1");

        house.advance(Duration.ofSeconds(1));

        house.awaitHistory(order, PaymentAttemptStarted.class, PaymentCaptured.class);
        assertThat(house.provider().operations(order))
                .containsExactly(Operation.AUTHORIZE, Operation.FIND, Operation.AUTHORIZE);
        assertThat(house.provider().callsOf(order).stream().map(Call::charge).distinct())
                .hasSize(1);
    }

    @Test
    void anAnswerThatCannotBeTrueIsNotRecordedAndAskedForAgain() {
        UUID order = house.newOrder();
        house.provider()
                .answer(
                        order,
                        Operation.AUTHORIZE,
                        charge -> new Captured("ch_1", charge.amount().plus(charge.amount())));
        house.requestPayment(order, "pm_card_visa", CaptureMode.ON_CONFIRMATION);
        house.awaitUnanswered(order + "/authorize/1");
        assertThat(house.history(order)).isEqualTo(List.of(PaymentAttemptStarted.class));

        house.advance(Duration.ofSeconds(1));

        house.awaitHistory(order, PaymentAttemptStarted.class, PaymentCaptured.class);
    }

    @Test
    void aProviderThatStaysSilentIsGivenUpAfterABoundedTimeAndStaysVisible() {
        UUID order = house.newOrder();
        String key = order + "/authorize/1";
        house.provider().answer(order, Operation.AUTHORIZE, ScriptedGateway::noAnswer);
        house.provider().answer(order, Operation.FIND, ScriptedGateway::noAnswer);
        house.requestPayment(order, "pm_card_visa", CaptureMode.ON_CONFIRMATION);
        house.awaitUnanswered(key);

        house.advance(Duration.ofHours(23));

        await().until(() ->
                house.scheduledCall(key).orElseThrow().getExecutionTime().equals(ProviderCallRetries.NEVER));
        assertThat(house.history(order)).isEqualTo(List.of(PaymentAttemptStarted.class));
        assertThat(house.bean(UnansweredCallMetrics.class).unknown()).isEqualTo(1);
        assertThat(house.bean(UnansweredCallMetrics.class).oldestAge()).isGreaterThanOrEqualTo(Duration.ofHours(23));

        // What a person does who has looked: make it due again.
        house.tasks().scheduler().reschedule(ProviderCalls.TASK.instanceId(key), Instant.EPOCH);
        house.tasks().trigger();
        house.awaitHistory(order, PaymentAttemptStarted.class, PaymentCaptured.class);
        assertThat(house.bean(UnansweredCallMetrics.class).unknown()).isZero();
    }

    @Test
    void aCallWhoseProcessDiedIsMadeAgainAndTheDeadOneCanRecordNothing() throws InterruptedException {
        UUID order = house.newOrder();
        String key = order + "/authorize/1";
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch woken = new CountDownLatch(1);
        house.provider().answer(order, Operation.AUTHORIZE, charge -> {
            asked.countDown();
            ScriptedGateway.waitFor(woken);
            return new Declined("generic_decline", true);
        });
        house.requestPayment(order, "pm_card_visa", CaptureMode.ON_CONFIRMATION);
        assertThat(asked.await(10, TimeUnit.SECONDS)).isTrue();

        house.loseProcessOf(key);
        house.awaitHistory(order, PaymentAttemptStarted.class, PaymentCaptured.class);
        assertThat(house.provider().operations(order)).containsExactly(Operation.AUTHORIZE, Operation.FIND);

        woken.countDown();
        house.advance(Duration.ofSeconds(1));
        assertThat(house.history(order)).isEqualTo(List.of(PaymentAttemptStarted.class, PaymentCaptured.class));
        assertThat(house.scheduledCalls(order)).isEmpty();
    }

    @Test
    void aProcessThatLostItsCallRecordsNothing() throws InterruptedException {
        UUID order = house.newOrder();
        String key = order + "/authorize/1";
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch woken = new CountDownLatch(1);
        house.provider().answer(order, Operation.AUTHORIZE, charge -> {
            asked.countDown();
            ScriptedGateway.waitFor(woken);
            return new Declined("generic_decline", true);
        });
        house.requestPayment(order, "pm_card_visa", CaptureMode.ON_CONFIRMATION);
        assertThat(asked.await(10, TimeUnit.SECONDS)).isTrue();
        house.provider().answer(order, Operation.FIND, charge -> {
            woken.countDown();
            await().during(Duration.ofMillis(300))
                    .until(() -> house.history(order).size() == 1);
            return new Captured("ch_1", charge.amount());
        });

        house.loseProcessOf(key);

        house.awaitHistory(order, PaymentAttemptStarted.class, PaymentCaptured.class);
    }
}

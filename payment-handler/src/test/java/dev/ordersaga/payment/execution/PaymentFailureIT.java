package dev.ordersaga.payment.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ordersaga.api.payment.PaymentAttemptStarted;
import dev.ordersaga.api.payment.PaymentCaptured;
import dev.ordersaga.api.payment.PaymentUnanswered;
import dev.ordersaga.api.status.CaptureMode;
import dev.ordersaga.payment.ProviderCall.Operation;
import dev.ordersaga.payment.execution.ScriptedGateway.Call;
import dev.ordersaga.payment.gateway.ProviderAnswer.Captured;
import dev.ordersaga.payment.gateway.ProviderAnswer.Declined;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class PaymentFailureIT {

    private static PaymentHandlerFixture service;

    @BeforeAll
    static void open() {
        service = PaymentHandlerFixture.shared();
    }

    @Test
    void aLostAnswerIsLookedUpWithTheSameKey() {
        UUID order = service.newOrder();
        service.gateway().answer(order, Operation.AUTHORIZE, ScriptedGateway::connectionReset);
        service.requestPayment(order, "pm_card_visa", CaptureMode.ON_CONFIRMATION);
        service.awaitUnanswered(order + "/authorize/1");

        service.advance(Duration.ofSeconds(1));

        service.awaitHistory(order, PaymentAttemptStarted.class, PaymentUnanswered.class, PaymentCaptured.class);
        assertThat(service.gateway().operations(order)).containsExactly(Operation.AUTHORIZE, Operation.FIND);
        assertThat(service.gateway().keys(order)).containsOnly(order + "/authorize/1");
    }

    @Test
    void aCallThatNeverArrivedIsRetriedWithTheSameKeyAndParameters() {
        UUID order = service.newOrder();
        service.gateway().answer(order, Operation.AUTHORIZE, ScriptedGateway::connectionReset);
        service.gateway().answer(order, Operation.FIND, charge -> null);
        service.requestPayment(order, "pm_card_visa", CaptureMode.ON_CONFIRMATION);
        service.awaitUnanswered(order + "/authorize/1");

        service.advance(Duration.ofSeconds(1));

        service.awaitHistory(order, PaymentAttemptStarted.class, PaymentUnanswered.class, PaymentCaptured.class);
        assertThat(service.gateway().operations(order))
                .containsExactly(Operation.AUTHORIZE, Operation.FIND, Operation.AUTHORIZE);
        assertThat(service.gateway().callsOf(order).stream().map(Call::charge).distinct())
                .hasSize(1);
    }

    /** From then on the order waits for the provider; while the call waits for this service, it does not. */
    @Test
    void theFirstCallWithoutAnAnswerIsRecordedWithTheTimeOfTheCall() {
        UUID order = service.newOrder();
        Instant before = service.bean(Clock.class).instant();
        service.gateway().answer(order, Operation.AUTHORIZE, ScriptedGateway::connectionReset);
        service.gateway().answer(order, Operation.FIND, ScriptedGateway::connectionReset);
        service.requestPayment(order, "pm_card_visa", CaptureMode.ON_CONFIRMATION);
        service.awaitUnanswered(order + "/authorize/1");
        service.advance(Duration.ofSeconds(2));
        await().until(() -> service.gateway().operations(order).size() > 1);

        service.awaitHistory(order, PaymentAttemptStarted.class, PaymentUnanswered.class);
        assertThat(service.events(order).getLast())
                .isInstanceOfSatisfying(
                        PaymentUnanswered.class,
                        unanswered ->
                                assertThat(unanswered.unansweredSince()).isBetween(before, before.plusSeconds(1)));
        service.advance(Duration.ofSeconds(4));
        service.awaitHistory(order, PaymentAttemptStarted.class, PaymentUnanswered.class, PaymentCaptured.class);
    }

    @Test
    void aCallThatIsDueAndNotMadeIsReported() throws InterruptedException {
        UUID order = service.newOrder();
        CountDownLatch called = new CountDownLatch(1);
        CountDownLatch resumed = new CountDownLatch(1);
        service.gateway().answer(order, Operation.AUTHORIZE, charge -> {
            called.countDown();
            ScriptedGateway.waitFor(resumed);
            return new Captured("ch_1", charge.amount());
        });
        service.requestPayment(order, "pm_card_visa", CaptureMode.ON_CONFIRMATION);
        assertThat(called.await(10, TimeUnit.SECONDS)).isTrue();
        var alerts = service.bean(UnansweredCallAlerts.class);
        assertThat(alerts.oldest(10)).noneMatch(alert -> alert.subject().startsWith(order.toString()));

        service.bean(JdbcClient.class)
                .sql("UPDATE paymenthandler.scheduled_tasks SET execution_time = execution_time - interval '6 minutes'"
                        + " WHERE task_instance = ?")
                .param(order + "/authorize/1")
                .update();
        assertThat(alerts.oldest(10)).anySatisfy(alert -> {
            assertThat(alert.subject()).isEqualTo(order + "/authorize/1");
            assertThat(alert.cause()).startsWith("due, and not made");
        });
        resumed.countDown();
        service.awaitHistory(order, PaymentAttemptStarted.class, PaymentCaptured.class);
    }

    @Test
    void aContradictoryAnswerIsNotRecordedAndRetried() {
        UUID order = service.newOrder();
        service.gateway()
                .answer(
                        order,
                        Operation.AUTHORIZE,
                        charge -> new Captured("ch_1", charge.amount().plus(charge.amount())));
        service.requestPayment(order, "pm_card_visa", CaptureMode.ON_CONFIRMATION);
        service.awaitUnanswered(order + "/authorize/1");
        assertThat(service.history(order)).isEqualTo(List.of(PaymentAttemptStarted.class));

        service.advance(Duration.ofSeconds(1));

        service.awaitHistory(order, PaymentAttemptStarted.class, PaymentCaptured.class);
    }

    @Test
    void aCallWithoutAnAnswerIsGivenUpAfterABoundedTimeAndStaysVisible() {
        UUID order = service.newOrder();
        String key = order + "/authorize/1";
        service.gateway().answer(order, Operation.AUTHORIZE, ScriptedGateway::connectionReset);
        service.gateway().answer(order, Operation.FIND, ScriptedGateway::connectionReset);
        service.requestPayment(order, "pm_card_visa", CaptureMode.ON_CONFIRMATION);
        service.awaitUnanswered(key);

        service.advance(Duration.ofHours(23));

        await().until(() ->
                service.scheduledCall(key).orElseThrow().getExecutionTime().equals(ProviderCallRepository.NEVER));
        assertThat(service.history(order)).isEqualTo(List.of(PaymentAttemptStarted.class, PaymentUnanswered.class));
        assertThat(service.bean(ProviderCallRepository.class).countFailed()).isEqualTo(1);
        assertThat(service.bean(ProviderCallRepository.class).oldestFailedAge())
                .isGreaterThanOrEqualTo(Duration.ofHours(23));

        // An operator makes it due again.
        service.tasks().scheduler().reschedule(ProviderCallRepository.TASK.instanceId(key), Instant.EPOCH);
        service.tasks().trigger();
        service.awaitHistory(order, PaymentAttemptStarted.class, PaymentUnanswered.class, PaymentCaptured.class);
        assertThat(service.bean(ProviderCallRepository.class).countFailed()).isZero();
    }

    @Test
    void aCallIsRetriedAfterACrashAndTheCrashedProcessCannotRecordItsAnswer() throws InterruptedException {
        UUID order = service.newOrder();
        String key = order + "/authorize/1";
        CountDownLatch called = new CountDownLatch(1);
        CountDownLatch resumed = new CountDownLatch(1);
        service.gateway().answer(order, Operation.AUTHORIZE, charge -> {
            called.countDown();
            ScriptedGateway.waitFor(resumed);
            return new Declined("generic_decline", true);
        });
        service.requestPayment(order, "pm_card_visa", CaptureMode.ON_CONFIRMATION);
        assertThat(called.await(10, TimeUnit.SECONDS)).isTrue();

        service.loseProcessOf(key);
        service.awaitHistory(order, PaymentAttemptStarted.class, PaymentCaptured.class);
        assertThat(service.gateway().operations(order)).containsExactly(Operation.AUTHORIZE, Operation.FIND);

        resumed.countDown();
        service.advance(Duration.ofSeconds(1));
        assertThat(service.history(order)).isEqualTo(List.of(PaymentAttemptStarted.class, PaymentCaptured.class));
        assertThat(service.scheduledCalls(order)).isEmpty();
    }

    @Test
    void aProcessWhoseCallWasTakenOverRecordsNothing() throws InterruptedException {
        UUID order = service.newOrder();
        String key = order + "/authorize/1";
        CountDownLatch called = new CountDownLatch(1);
        CountDownLatch resumed = new CountDownLatch(1);
        service.gateway().answer(order, Operation.AUTHORIZE, charge -> {
            called.countDown();
            ScriptedGateway.waitFor(resumed);
            return new Declined("generic_decline", true);
        });
        service.requestPayment(order, "pm_card_visa", CaptureMode.ON_CONFIRMATION);
        assertThat(called.await(10, TimeUnit.SECONDS)).isTrue();
        service.gateway().answer(order, Operation.FIND, charge -> {
            resumed.countDown();
            await().during(Duration.ofMillis(300))
                    .until(() -> service.history(order).size() == 1);
            return new Captured("ch_1", charge.amount());
        });

        service.loseProcessOf(key);

        service.awaitHistory(order, PaymentAttemptStarted.class, PaymentCaptured.class);
    }
}

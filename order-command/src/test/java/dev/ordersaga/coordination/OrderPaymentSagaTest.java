package dev.ordersaga.coordination;

import static dev.ordersaga.api.testing.OrderEvents.ACTION;
import static dev.ordersaga.api.testing.OrderEvents.TOTAL;
import static dev.ordersaga.api.testing.OrderEvents.ZERO;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersaga.api.order.OrderEvent;
import dev.ordersaga.api.order.PaymentActionRequested;
import dev.ordersaga.api.order.PaymentDelayed;
import dev.ordersaga.api.status.RejectionReason;
import dev.ordersaga.api.testing.OrderEvents;
import dev.ordersaga.order.command.AwaitedStep;
import dev.ordersaga.order.command.ExpireDeadline;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.axonframework.commandhandling.gateway.DefaultCommandGateway;
import org.axonframework.test.saga.SagaTestFixture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** For what the order waits and how long: which events start, replace, and end its deadline. */
class OrderPaymentSagaTest {

    private static final UUID ID = UUID.fromString("01930000-0000-7000-8000-000000000001");
    private static final OrderEvents ORDER = OrderEvents.ofOrder(ID);
    private static final Instant START = Instant.parse("2026-11-20T10:00:00Z");
    private static final Duration LIMIT = Duration.ofMinutes(15);
    private static final Duration CHOICE = Duration.ofMinutes(5);
    private static final PaymentPolicy POLICY =
            new PaymentPolicy(Duration.ofHours(1), Duration.ofHours(2), Duration.ofDays(14), 2, CHOICE, 0);
    private static final PaymentDelayed SECONDS = new PaymentDelayed(ID, 1, false, START.plus(LIMIT));
    private static final PaymentDelayed DAYS = new PaymentDelayed(ID, 1, true, START.plus(Duration.ofDays(9)));

    private SagaTestFixture<OrderPaymentSaga> saga;

    @BeforeEach
    void setUp() {
        saga = new SagaTestFixture<>(OrderPaymentSaga.class);
        saga.registerResource(new SagaCommandSender(
                DefaultCommandGateway.builder().commandBus(saga.getCommandBus()).build()));
        saga.registerResource(POLICY);
    }

    static List<OrderEvent> theHappyPath() {
        return List.of(ORDER.placed(), ORDER.paymentRequested(), ORDER.confirmed());
    }

    /** Neither a saga nor a deadline, however long the events wait for this processor. */
    @ParameterizedTest
    @MethodSource("theHappyPath")
    void whileTheProviderWasNotAskedNothingIsStoredAndNoDeadlineRuns(OrderEvent event) {
        saga.givenNoPriorActivity()
                .whenPublishingA(event)
                .expectActiveSagas(0)
                .expectNoScheduledDeadlines()
                .expectNoDispatchedCommands();
    }

    @Test
    void theDeadlineOfAnAnswerCountsFromWhenTheProviderWasAsked() throws Exception {
        saga.givenCurrentTime(START.plusSeconds(60))
                .whenPublishingA(SECONDS)
                .expectScheduledDeadlineWithName(LIMIT.minusSeconds(60), OrderPaymentSaga.PAYMENT_DEADLINE)
                .expectActiveSagas(1);
        setUp();
        expectFired(SECONDS, LIMIT, AwaitedStep.ANSWER);
    }

    @Test
    void aBankThatTakesDaysHasDays() throws Exception {
        expectFired(DAYS, Duration.ofDays(9), AwaitedStep.BANK);
    }

    @Test
    void aCustomerHasUntilTheTimeThatTheOrderShows() throws Exception {
        var action = new PaymentActionRequested(ID, 1, ACTION, START.plusSeconds(600));
        expectFired(action, Duration.ofSeconds(600), AwaitedStep.ACTION);
    }

    @Test
    void afterADeclineTheCustomerHasTimeForAnotherMethod() throws Exception {
        expectFired(ORDER.attemptDeclined(), CHOICE, AwaitedStep.METHOD);
    }

    private void expectFired(OrderEvent event, Duration after, AwaitedStep step) throws Exception {
        saga.givenCurrentTime(START)
                .andThenAPublished(event)
                .whenTimeElapses(after.minusSeconds(1))
                .expectNoDispatchedCommands();
        setUp();
        saga.givenCurrentTime(START)
                .andThenAPublished(event)
                .whenTimeElapses(after)
                .expectDispatchedCommands(new ExpireDeadline(ID, 1, step))
                .expectActiveSagas(1);
    }

    @Test
    void aDeadlineReplacesThePreviousOne() throws Exception {
        saga.givenCurrentTime(START)
                .andThenAPublished(SECONDS)
                .andThenAPublished(DAYS)
                .whenTimeElapses(Duration.ofDays(9).minusSeconds(1))
                .expectNoDispatchedCommands()
                .expectActiveSagas(1);
    }

    static List<OrderEvent> ends() {
        return List.of(
                ORDER.checkRequested(1),
                ORDER.methodChosen(),
                ORDER.confirmed(),
                ORDER.rejectedByDecline(1),
                ORDER.rejected(RejectionReason.PAYMENT_TIMED_OUT),
                ORDER.cancelled(true),
                ORDER.captureSucceeded(),
                ORDER.captureFailed());
    }

    @ParameterizedTest
    @MethodSource("ends")
    void whatTheOrderRecordsNextEndsTheDeadlineAndTheSaga(OrderEvent event) throws Exception {
        saga.givenCurrentTime(START)
                .andThenAPublished(SECONDS)
                .whenPublishingA(event)
                .expectNoScheduledDeadlines()
                .expectNoDispatchedCommands()
                .expectActiveSagas(0);
    }

    @Test
    void aReleaseNeedsNoSaga() {
        saga.givenAPublished(ORDER.cancelled(true))
                .whenPublishingA(ORDER.released(TOTAL, ZERO))
                .expectActiveSagas(0);
    }

    @Test
    void afterACheckTheOrderMayWaitAgain() throws Exception {
        saga.givenCurrentTime(START)
                .andThenAPublished(SECONDS)
                .andThenTimeElapses(LIMIT)
                .andThenAPublished(ORDER.checkRequested(1))
                .whenPublishingA(DAYS)
                .expectScheduledDeadlineWithName(Duration.ofDays(9).minus(LIMIT), OrderPaymentSaga.PAYMENT_DEADLINE)
                .expectActiveSagas(1);
    }

    @Test
    void collaboratorsAreNotStored() {
        var stored = new OrderPaymentSaga();
        stored.policy = POLICY;
        byte[] json =
                CoordinationHarness.serializer().serialize(stored, byte[].class).getData();
        assertThat(new String(json, StandardCharsets.UTF_8)).isEqualTo("{}");
    }
}

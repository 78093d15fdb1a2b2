package dev.ordersaga.coordination;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersaga.api.money.Money;
import dev.ordersaga.api.order.OrderCancelled;
import dev.ordersaga.api.order.OrderConfirmed;
import dev.ordersaga.api.order.OrderPlaced;
import dev.ordersaga.api.order.OrderRejected;
import dev.ordersaga.api.order.PaymentAttemptDeclined;
import dev.ordersaga.api.order.PaymentMethodChosen;
import dev.ordersaga.api.order.PaymentReleased;
import dev.ordersaga.api.payment.AttemptStatus;
import dev.ordersaga.api.payment.PaymentAttempt;
import dev.ordersaga.api.status.CancelledBy;
import dev.ordersaga.api.status.CaptureMode;
import dev.ordersaga.api.status.RejectionReason;
import dev.ordersaga.order.command.AwaitedStep;
import dev.ordersaga.order.command.ExpireDeadline;
import dev.ordersaga.order.command.RequestPayment;
import dev.ordersaga.order.command.RequestPaymentRelease;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Currency;
import java.util.List;
import java.util.UUID;
import org.axonframework.commandhandling.gateway.DefaultCommandGateway;
import org.axonframework.test.saga.SagaTestFixture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One test per branch of the saga: confirmation, decline, timeout, and a cancellation at every stage. */
class OrderPaymentSagaTest {

    private static final UUID ID = UUID.fromString("01930000-0000-7000-8000-000000000001");
    private static final Currency GBP = Currency.getInstance("GBP");
    private static final Money TOTAL = new Money(1530, GBP);
    private static final Duration DEADLINE = Duration.ofMinutes(15);
    private static final Duration CHOICE = Duration.ofMinutes(5);

    private static final OrderPlaced PLACED =
            new OrderPlaced(ID, "f1", "17850", List.of(), TOTAL, "pm_card_visa", CaptureMode.ON_CONFIRMATION);
    private static final OrderRejected TIMED_OUT = new OrderRejected(ID, RejectionReason.PAYMENT_TIMED_OUT, null);
    private static final OrderCancelled CANCELLED_OPEN = new OrderCancelled(ID, CancelledBy.CUSTOMER, null, true);
    private static final OrderCancelled CANCELLED_EARLY = new OrderCancelled(ID, CancelledBy.CUSTOMER, null, false);

    private SagaTestFixture<OrderPaymentSaga> saga;

    @BeforeEach
    void setUp() {
        saga = new SagaTestFixture<>(OrderPaymentSaga.class);
        saga.registerResource(new SagaCommandSender(
                DefaultCommandGateway.builder().commandBus(saga.getCommandBus()).build()));
        saga.registerResource(new PaymentPolicy(DEADLINE, DEADLINE, DEADLINE, 2, CHOICE, 0));
    }

    @Test
    void aPlacedOrderRequestsItsPaymentAndSchedulesTheDeadline() {
        saga.givenNoPriorActivity()
                .whenPublishingA(PLACED)
                .expectDispatchedCommands(new RequestPayment(ID, 1))
                .expectScheduledDeadlineWithName(DEADLINE, OrderPaymentSaga.PAYMENT_DEADLINE)
                .expectActiveSagas(1);
    }

    @Test
    void collaboratorsAreNotStored() {
        var stored = new OrderPaymentSaga();
        stored.policy = new PaymentPolicy(DEADLINE, DEADLINE, DEADLINE, 2, CHOICE, 0);
        byte[] json =
                CoordinationHarness.serializer().serialize(stored, byte[].class).getData();
        assertThat(new String(json, StandardCharsets.UTF_8)).isEqualTo("{\"deadlineId\":null}");
    }

    @Test
    void aConfirmedOrderEndsTheSagaAndCancelsTheDeadline() {
        saga.givenAPublished(PLACED)
                .whenPublishingA(new OrderConfirmed(ID, captured(), TOTAL))
                .expectNoDispatchedCommands()
                .expectNoScheduledDeadlines()
                .expectActiveSagas(0);
    }

    @Test
    void anOrderRejectedForADeclineEndsTheSaga() {
        saga.givenAPublished(PLACED)
                .whenPublishingA(new OrderRejected(ID, RejectionReason.PAYMENT_DECLINED, declined()))
                .expectNoDispatchedCommands()
                .expectNoScheduledDeadlines()
                .expectActiveSagas(0);
    }

    @Test
    void aDeclineSchedulesTheDeadlineForAnotherMethod() throws Exception {
        saga.givenAPublished(PLACED)
                .whenPublishingA(new PaymentAttemptDeclined(ID, declined(), true, 1))
                .expectNoDispatchedCommands()
                .expectScheduledDeadlineWithName(CHOICE, OrderPaymentSaga.PAYMENT_DEADLINE)
                .expectActiveSagas(1);
        saga.givenAPublished(PLACED)
                .andThenAPublished(new PaymentAttemptDeclined(ID, declined(), true, 1))
                .whenTimeElapses(CHOICE)
                .expectDispatchedCommands(new ExpireDeadline(ID, 1, AwaitedStep.METHOD));
    }

    @Test
    void anotherMethodIsRequestedWithItsOwnDeadline() throws Exception {
        saga.givenAPublished(PLACED)
                .andThenAPublished(new PaymentAttemptDeclined(ID, declined(), true, 1))
                .andThenTimeElapses(CHOICE.minusSeconds(1))
                .whenPublishingA(new PaymentMethodChosen(ID, 2, "pm_2"))
                .expectDispatchedCommands(new RequestPayment(ID, 2))
                .expectScheduledDeadlineWithName(DEADLINE, OrderPaymentSaga.PAYMENT_DEADLINE);
        saga.givenAPublished(PLACED)
                .andThenAPublished(new PaymentMethodChosen(ID, 2, "pm_2"))
                .whenTimeElapses(DEADLINE)
                .expectDispatchedCommands(new ExpireDeadline(ID, 2, AwaitedStep.ANSWER));
    }

    @Test
    void theDeadlineExpiresTheOrder() {
        saga.givenAPublished(PLACED)
                .whenTimeElapses(DEADLINE)
                .expectDispatchedCommands(new ExpireDeadline(ID, 1, AwaitedStep.ANSWER))
                .expectActiveSagas(1);
    }

    @Test
    void nothingHappensJustBeforeTheDeadline() {
        saga.givenAPublished(PLACED).whenTimeElapses(DEADLINE.minusSeconds(1)).expectNoDispatchedCommands();
    }

    @Test
    void aTimedOutOrderReleasesThePaymentThatMayStillSucceed() throws Exception {
        saga.givenAPublished(PLACED)
                .andThenTimeElapses(DEADLINE)
                .whenPublishingA(TIMED_OUT)
                .expectDispatchedCommands(new RequestPaymentRelease(ID))
                .expectActiveSagas(1);
    }

    @Test
    void anOrderCancelledBeforeThePaymentRequestEndsTheSaga() {
        saga.givenAPublished(PLACED)
                .whenPublishingA(CANCELLED_EARLY)
                .expectNoDispatchedCommands()
                .expectNoScheduledDeadlines()
                .expectActiveSagas(0);
    }

    @Test
    void anOrderCancelledDuringPaymentReleasesIt() {
        saga.givenAPublished(PLACED)
                .whenPublishingA(CANCELLED_OPEN)
                .expectDispatchedCommands(new RequestPaymentRelease(ID))
                .expectNoScheduledDeadlines()
                .expectActiveSagas(1);
    }

    @Test
    void anOrderCancelledAfterConfirmationStartsTheSagaAgainAndReleasesThePayment() {
        saga.givenAPublished(PLACED)
                .andThenAPublished(new OrderConfirmed(ID, captured(), TOTAL))
                .whenPublishingA(CANCELLED_OPEN)
                .expectDispatchedCommands(new RequestPaymentRelease(ID))
                .expectActiveSagas(1);
    }

    @Test
    void theReleaseEndsTheSaga() {
        saga.givenAPublished(PLACED)
                .andThenAPublished(CANCELLED_OPEN)
                .whenPublishingA(new PaymentReleased(ID, TOTAL, TOTAL))
                .expectNoDispatchedCommands()
                .expectActiveSagas(0);
    }

    private static PaymentAttempt captured() {
        return new PaymentAttempt(1, "pm_card_visa", AttemptStatus.CAPTURED, null);
    }

    private static PaymentAttempt declined() {
        return new PaymentAttempt(1, "pm_card_visa", AttemptStatus.DECLINED, "generic_decline");
    }
}

package dev.ordersaga.coordination;

import dev.ordersaga.api.money.Money;
import dev.ordersaga.api.order.AuthorizationExpired;
import dev.ordersaga.api.order.CaptureFailed;
import dev.ordersaga.api.order.CaptureSucceeded;
import dev.ordersaga.api.order.OrderPlaced;
import dev.ordersaga.api.order.OrderRejected;
import dev.ordersaga.api.order.PaymentActionRequested;
import dev.ordersaga.api.order.PaymentDelayed;
import dev.ordersaga.api.order.PaymentMethodChosen;
import dev.ordersaga.api.order.PaymentReleased;
import dev.ordersaga.api.payment.NextAction;
import dev.ordersaga.api.status.CaptureMode;
import dev.ordersaga.api.status.RejectionReason;
import dev.ordersaga.order.command.AwaitedStep;
import dev.ordersaga.order.command.ExpireDeadline;
import dev.ordersaga.order.command.RequestPayment;
import java.time.Duration;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.UUID;
import org.axonframework.commandhandling.gateway.DefaultCommandGateway;
import org.axonframework.test.saga.SagaTestFixture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The deadlines of customer actions, slow payment methods and renewed authorizations. */
class SagaDeadlinesTest {

    private static final UUID ID = UUID.fromString("01930000-0000-7000-8000-000000000001");
    private static final Instant START = Instant.parse("2026-11-20T10:00:00Z");
    private static final Money TOTAL = new Money(1530, Currency.getInstance("GBP"));
    private static final NextAction CONFIRM = new NextAction("redirect_to_url", "https://bank.example/1");
    private static final PaymentPolicy POLICY = new PaymentPolicy(
            Duration.ofMinutes(10), Duration.ofMinutes(15), Duration.ofDays(14), 1, Duration.ofMinutes(5), 2);
    private static final OrderPlaced PLACED =
            new OrderPlaced(ID, "f1", "17850", List.of(), TOTAL, "pm_1", CaptureMode.ON_CONFIRMATION);

    private SagaTestFixture<OrderPaymentSaga> saga;

    @BeforeEach
    void setUp() {
        saga = new SagaTestFixture<>(OrderPaymentSaga.class);
        saga.registerResource(new SagaCommandSender(
                DefaultCommandGateway.builder().commandBus(saga.getCommandBus()).build()));
        saga.registerResource(POLICY);
    }

    @Test
    void aRequestedActionSchedulesTheDeadlineThatTheOrderNames() throws Exception {
        saga.givenCurrentTime(START)
                .andThenAPublished(PLACED)
                .whenPublishingA(new PaymentActionRequested(ID, 1, CONFIRM, START.plusSeconds(600)))
                .expectNoDispatchedCommands()
                .expectScheduledDeadlineWithName(Duration.ofSeconds(600), OrderPaymentSaga.PAYMENT_DEADLINE);
    }

    @Test
    void aMissedActionExpiresTheOrder() throws Exception {
        saga.givenCurrentTime(START)
                .andThenAPublished(PLACED)
                .andThenAPublished(new PaymentActionRequested(ID, 1, CONFIRM, START.plusSeconds(600)))
                .whenTimeElapses(Duration.ofSeconds(600))
                .expectDispatchedCommands(new ExpireDeadline(ID, 1, AwaitedStep.ACTION));
    }

    @Test
    void aDelayedPaymentHasDaysOnlyIfItsMethodTakesDays() throws Exception {
        saga.givenAPublished(PLACED)
                .whenPublishingA(new PaymentDelayed(ID, 1, true))
                .expectScheduledDeadlineWithName(Duration.ofDays(14), OrderPaymentSaga.PAYMENT_DEADLINE);
        saga.givenAPublished(PLACED)
                .andThenAPublished(new PaymentDelayed(ID, 1, true))
                .whenTimeElapses(Duration.ofDays(14))
                .expectDispatchedCommands(new ExpireDeadline(ID, 1, AwaitedStep.BANK));
        saga.givenAPublished(PLACED)
                .whenPublishingA(new PaymentDelayed(ID, 1, false))
                .expectScheduledDeadlineWithName(Duration.ofMinutes(10), OrderPaymentSaga.PAYMENT_DEADLINE);
    }

    @Test
    void aDeadlineScheduledAfterTheTimeoutIsCancelledWhenTheSagaEnds() throws Exception {
        Money nothing = Money.zero(TOTAL.currency());
        saga.givenAPublished(PLACED)
                .andThenTimeElapses(Duration.ofMinutes(10))
                .andThenAPublished(new PaymentDelayed(ID, 1, true))
                .andThenAPublished(new OrderRejected(ID, RejectionReason.PAYMENT_TIMED_OUT, null))
                .whenPublishingA(new PaymentReleased(ID, nothing, nothing))
                .expectNoScheduledDeadlines()
                .expectActiveSagas(0);
    }

    @Test
    void anotherMethodAfterAFailedCaptureStartsTheSagaAgainAndItsOutcomeEndsIt() throws Exception {
        saga.givenNoPriorActivity()
                .whenPublishingA(new PaymentMethodChosen(ID, 2, "pm_2"))
                .expectDispatchedCommands(new RequestPayment(ID, 2))
                .expectActiveSagas(1);
        saga.givenAPublished(new PaymentMethodChosen(ID, 2, "pm_2"))
                .whenPublishingA(new CaptureSucceeded(ID, TOTAL))
                .expectNoScheduledDeadlines()
                .expectActiveSagas(0);
        saga.givenAPublished(new PaymentMethodChosen(ID, 2, "pm_2"))
                .whenPublishingA(new CaptureFailed(ID, "declined"))
                .expectNoScheduledDeadlines()
                .expectActiveSagas(0);
    }

    @Test
    void aRenewedAuthorizationRequestsPaymentAgain() {
        saga.givenNoPriorActivity()
                .whenPublishingA(new AuthorizationExpired(ID, 1, true))
                .expectDispatchedCommands(new RequestPayment(ID, 2))
                .expectScheduledDeadlineWithName(Duration.ofMinutes(10), OrderPaymentSaga.PAYMENT_DEADLINE)
                .expectActiveSagas(1);
    }

    @Test
    void anExpiredAuthorizationWithoutRenewalEndsTheSaga() {
        saga.givenNoPriorActivity()
                .whenPublishingA(new AuthorizationExpired(ID, 1, false))
                .expectNoDispatchedCommands()
                .expectActiveSagas(0);
    }
}

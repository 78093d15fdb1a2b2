package dev.ordersaga.coordination;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersaga.api.money.Money;
import dev.ordersaga.api.order.CaptureFailed;
import dev.ordersaga.api.order.CaptureSucceeded;
import dev.ordersaga.api.order.DisputeClosed;
import dev.ordersaga.api.order.DisputeOpened;
import dev.ordersaga.api.order.PaymentActionRequested;
import dev.ordersaga.api.order.PaymentDelayed;
import dev.ordersaga.api.order.PaymentReleased;
import dev.ordersaga.api.order.PaymentUpdate;
import dev.ordersaga.api.order.RefundFailed;
import dev.ordersaga.api.order.RefundSucceeded;
import dev.ordersaga.api.order.ReleaseFailed;
import dev.ordersaga.api.payment.AttemptStatus;
import dev.ordersaga.api.payment.DisputeOutcome;
import dev.ordersaga.api.payment.NextAction;
import dev.ordersaga.api.payment.PaymentActionRequired;
import dev.ordersaga.api.payment.PaymentAttempt;
import dev.ordersaga.api.payment.PaymentAuthorizationExpired;
import dev.ordersaga.api.payment.PaymentAuthorized;
import dev.ordersaga.api.payment.PaymentCaptureFailed;
import dev.ordersaga.api.payment.PaymentCaptureStarted;
import dev.ordersaga.api.payment.PaymentCaptured;
import dev.ordersaga.api.payment.PaymentCheckStarted;
import dev.ordersaga.api.payment.PaymentDeclined;
import dev.ordersaga.api.payment.PaymentDisputeClosed;
import dev.ordersaga.api.payment.PaymentDisputeOpened;
import dev.ordersaga.api.payment.PaymentEvent;
import dev.ordersaga.api.payment.PaymentIds;
import dev.ordersaga.api.payment.PaymentProcessing;
import dev.ordersaga.api.payment.PaymentRefundFailed;
import dev.ordersaga.api.payment.PaymentRefundStarted;
import dev.ordersaga.api.payment.PaymentRefunded;
import dev.ordersaga.api.payment.PaymentRefundedAtProvider;
import dev.ordersaga.api.payment.PaymentReleaseFailed;
import dev.ordersaga.api.payment.PaymentReleaseFinished;
import dev.ordersaga.api.payment.PaymentReleaseStarted;
import dev.ordersaga.api.payment.PaymentStillOpen;
import dev.ordersaga.api.payment.PaymentUnanswered;
import dev.ordersaga.api.payment.PaymentVoided;
import dev.ordersaga.api.status.CaptureMode;
import dev.ordersaga.api.testing.PaymentEvents;
import dev.ordersaga.order.command.ConfirmOrder;
import dev.ordersaga.order.command.DeclineAttempt;
import dev.ordersaga.order.command.ExpireAuthorization;
import dev.ordersaga.order.command.RecordPaymentUpdate;
import dev.ordersaga.order.command.RejectUnpaid;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.gateway.DefaultCommandGateway;
import org.axonframework.test.utils.RecordingCommandBus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The commands after each payment event, with their ids: the table of the payment's half of the process. */
class PaymentFollowUpsTest {

    private static final UUID ID = UUID.fromString("01930000-0000-7000-8000-000000000001");
    private static final UUID PAYMENT = PaymentIds.forOrder(ID);
    private static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");

    /** The processor is an hour behind: what customers have to do within a time is shown only now. */
    private static final Instant RECORDED = NOW.minusSeconds(3600);

    private static final Instant ASKED = RECORDED.minusSeconds(30);
    private static final Money TOTAL = new Money(1530, Currency.getInstance("GBP"));
    private static final Money ZERO = Money.zero(TOTAL.currency());
    private static final String CARD = "pm_card_visa";
    private static final NextAction CONFIRM = new NextAction("redirect_to_url", "https://bank.example/1");
    private static final PaymentPolicy POLICY = new PaymentPolicy(
            Duration.ofMinutes(10), Duration.ofMinutes(15), Duration.ofDays(14), 3, Duration.ofMinutes(5), 2);

    private final RecordingCommandBus bus = new RecordingCommandBus();
    private final PaymentFollowUps followUps = new PaymentFollowUps(
            new SagaCommandSender(
                    DefaultCommandGateway.builder().commandBus(bus).build()),
            POLICY,
            Clock.fixed(NOW, ZoneOffset.UTC));

    /** A payment event, and the commands after it by their steps. */
    record Case(PaymentEvent event, Map<String, Object> commands) {

        Case(PaymentEvent event) {
            this(event, Map.of());
        }

        Case(PaymentEvent event, String step, Object command) {
            this(event, Map.of(step, command));
        }

        Case(PaymentEvent event, String step, PaymentUpdate update) {
            this(event, step, new RecordPaymentUpdate(ID, update));
        }
    }

    static List<Case> attempts() {
        return List.of(
                new Case(PaymentEvents.of(ID).withAttempt(2).attemptStarted()),
                new Case(
                        actionRequired(NOW.plusSeconds(60)),
                        "PaymentActionRequested/2",
                        new PaymentActionRequested(ID, 2, CONFIRM, NOW.plusSeconds(60))),
                new Case(
                        actionRequired(NOW.plusSeconds(3600)),
                        "PaymentActionRequested/2",
                        new PaymentActionRequested(ID, 2, CONFIRM, NOW.plus(POLICY.actionDeadline()))),
                new Case(
                        new PaymentAuthorized(ID, 2, CARD, TOTAL, "ref", null),
                        "ConfirmOrder/2",
                        new ConfirmOrder(ID, attempt(AttemptStatus.AUTHORIZED), ZERO)),
                declined(),
                new Case(
                        new PaymentAuthorizationExpired(ID, 2),
                        "ExpireAuthorization/2",
                        new ExpireAuthorization(ID, 2, POLICY.renewalsAllowed())));
    }

    static List<Case> waits() {
        return List.of(
                new Case(
                        new PaymentUnanswered(ID, 2, ASKED),
                        "PaymentDelayed/2",
                        new PaymentDelayed(ID, 2, false, ASKED.plus(POLICY.deadline()))),
                new Case(
                        new PaymentProcessing(ID, 2, "ref", false),
                        "PaymentDelayed/2",
                        new PaymentDelayed(ID, 2, false, RECORDED.plus(POLICY.deadline()))),
                new Case(
                        new PaymentProcessing(ID, 2, "ref", true),
                        "PaymentDelayed/2",
                        new PaymentDelayed(ID, 2, true, RECORDED.plus(POLICY.processingDeadline()))));
    }

    private static Case declined() {
        var attempt = new PaymentAttempt(2, CARD, AttemptStatus.DECLINED, "generic_decline");
        return new Case(
                new PaymentDeclined(ID, 2, CARD, "lost_card", "generic_decline", true),
                "DeclineAttempt/2",
                new DeclineAttempt(ID, attempt, true, POLICY.attemptsAllowed()));
    }

    static List<Case> checksAndCaptures() {
        var confirmation = new ConfirmOrder(ID, attempt(AttemptStatus.CAPTURED), TOTAL);
        var capture = new RecordPaymentUpdate(ID, new CaptureSucceeded(ID, TOTAL));
        return List.of(
                new Case(new PaymentCheckStarted(ID, 2, 1)),
                new Case(new PaymentStillOpen(ID, 2, 1), "RejectUnpaid/1", new RejectUnpaid(ID, 2, 1)),
                new Case(new PaymentCaptureStarted(ID, 2, "key")),
                new Case(captured(CaptureMode.ON_CONFIRMATION), "ConfirmOrder/2", confirmation),
                new Case(
                        captured(CaptureMode.ON_SHIPMENT),
                        Map.of("ConfirmOrder/2", confirmation, "CaptureSucceeded/2", capture)),
                new Case(
                        new PaymentCaptureFailed(ID, 2, "expired"),
                        "CaptureFailed/2",
                        new CaptureFailed(ID, "expired")));
    }

    static List<Case> refunds() {
        return List.of(
                new Case(new PaymentRefundStarted(ID, 3, TOTAL, null, "key")),
                new Case(
                        new PaymentRefunded(ID, 3, TOTAL, "re_1"),
                        "RefundSucceeded/3",
                        new RefundSucceeded(ID, 3, TOTAL)),
                new Case(new PaymentRefunded(ID, 0, TOTAL, "re_1")),
                new Case(
                        new PaymentRefundFailed(ID, 3, TOTAL, "lost"),
                        "RefundFailed/3",
                        new RefundFailed(ID, 3, TOTAL, "lost")),
                new Case(new PaymentRefundFailed(ID, 0, TOTAL, "lost")),
                new Case(new PaymentRefundFailed(ID, -1, TOTAL, "lost")));
    }

    static List<Case> releasesAndDisputes() {
        return List.of(
                new Case(new PaymentReleaseStarted(ID, "key")),
                new Case(new PaymentVoided(ID, TOTAL)),
                new Case(new PaymentRefundedAtProvider(ID, TOTAL)),
                new Case(
                        new PaymentReleaseFinished(ID, TOTAL, TOTAL),
                        "PaymentReleased/1",
                        new PaymentReleased(ID, TOTAL, TOTAL)),
                new Case(
                        new PaymentReleaseFailed(ID, TOTAL, ZERO, "lost"),
                        "ReleaseFailed/1",
                        new ReleaseFailed(ID, TOTAL, ZERO, "lost")),
                new Case(
                        new PaymentDisputeOpened(ID, "dp_1", TOTAL, "fraudulent", NOW),
                        "DisputeOpened/dp_1",
                        new DisputeOpened(ID, "dp_1", TOTAL, "fraudulent", NOW)),
                new Case(
                        new PaymentDisputeClosed(ID, "dp_1", TOTAL, DisputeOutcome.LOST),
                        "DisputeClosed/dp_1",
                        new DisputeClosed(ID, "dp_1", TOTAL, DisputeOutcome.LOST)));
    }

    /** All cases; the audit of completeness is compared with them. */
    static List<Case> cases() {
        return List.of(attempts(), waits(), checksAndCaptures(), refunds(), releasesAndDisputes()).stream()
                .flatMap(List::stream)
                .toList();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void sendsTheFollowUpsOfAnEvent(Case expected) {
        followUps.on(expected.event(), RECORDED);

        Map<String, Object> sent = new LinkedHashMap<>();
        for (CommandMessage<?> command : bus.getDispatchedCommands()) {
            sent.put(command.getIdentifier(), command.getPayload());
        }
        Map<String, Object> wanted = new LinkedHashMap<>();
        expected.commands().forEach((step, command) -> wanted.put(ID + "/" + step, command));
        assertThat(sent).isEqualTo(wanted);
    }

    @Test
    void everyPaymentEventHasACase() {
        assertThat(cases().stream().<Class<?>>map(one -> one.event().getClass()).distinct())
                .containsExactlyInAnyOrderElementsOf(Arrays.asList(PaymentEvent.class.getPermittedSubclasses()));
    }

    @Test
    void deferredAreExactlyTheEventsThatNeverHaveAFollowUp() {
        assertThat(cases().stream()
                        .collect(Collectors.groupingBy(one -> one.event().getClass()))
                        .entrySet()
                        .stream()
                        .filter(type -> type.getValue().stream()
                                .allMatch(one -> one.commands().isEmpty()))
                        .<Class<?>>map(Map.Entry::getKey))
                .containsExactlyInAnyOrderElementsOf(PaymentFollowUps.WITHOUT_FOLLOW_UP);
    }

    private static PaymentActionRequired actionRequired(Instant until) {
        return new PaymentActionRequired(ID, 2, "ref", CONFIRM, until);
    }

    private static PaymentCaptured captured(CaptureMode mode) {
        return new PaymentCaptured(ID, 2, CARD, TOTAL, "ref", mode);
    }

    private static PaymentAttempt attempt(AttemptStatus status) {
        return new PaymentAttempt(2, CARD, status, null);
    }
}

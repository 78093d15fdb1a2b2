package dev.ordersaga.coordination;

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
import dev.ordersaga.api.payment.PaymentActionRequired;
import dev.ordersaga.api.payment.PaymentAttempt;
import dev.ordersaga.api.payment.PaymentAttemptStarted;
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
import dev.ordersaga.order.command.ConfirmOrder;
import dev.ordersaga.order.command.DeclineAttempt;
import dev.ordersaga.order.command.ExpireAuthorization;
import dev.ordersaga.order.command.RecordPaymentUpdate;
import dev.ordersaga.order.command.RejectUnpaid;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.DisallowReplay;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.Timestamp;

/**
 * The payment's half of the order/payment process: which commands the order gets after each event of its payment. The
 * order's half, with its deadlines, is {@link OrderPaymentSaga}; both run in one processor, so that they see the events of
 * an order in one sequence.
 *
 * <p>Stateless, so it also works long after the saga has ended: banks return refunds after weeks. The order decides
 * whether a command still has an effect. The switch has no {@code default}: a new payment event without a follow-up does
 * not compile.
 */
@ProcessingGroup(OrderPaymentSaga.PROCESSOR)
@DisallowReplay
class PaymentFollowUps {

    private static final List<FollowUp> NOTHING = List.of();

    /** The events that never have a follow-up: no order waits for their handling. */
    static final Set<Class<?>> WITHOUT_FOLLOW_UP = Set.of(
            PaymentAttemptStarted.class,
            PaymentCaptureStarted.class,
            PaymentRefundStarted.class,
            PaymentReleaseStarted.class,
            PaymentVoided.class,
            PaymentCheckStarted.class,
            PaymentRefundedAtProvider.class);

    private final SagaCommandSender commands;
    private final PaymentPolicy policy;
    private final Clock clock;

    PaymentFollowUps(SagaCommandSender commands, PaymentPolicy policy, Clock clock) {
        this.commands = commands;
        this.policy = policy;
        this.clock = clock;
    }

    /** @param step identifies the command among all commands of the process to this order */
    record FollowUp(Object command, String step) {}

    @EventHandler
    void on(PaymentEvent event, @Timestamp Instant recordedAt) {
        followUpsOf(event, recordedAt)
                .forEach(followUp -> commands.send(event.orderId(), followUp.command(), followUp.step()));
    }

    List<FollowUp> followUpsOf(PaymentEvent event, Instant recordedAt) {
        return switch (event) {
            // The order requested it.
            case PaymentAttemptStarted e -> NOTHING;
            case PaymentReleaseStarted e -> NOTHING;
            case PaymentCheckStarted e -> NOTHING;
            case PaymentUnanswered e -> update(e.attempt(), unanswered(e));
            case PaymentProcessing e -> update(e.attempt(), delayed(e, recordedAt));
            case PaymentActionRequired e -> update(e.attempt(), actionRequested(e));
            case PaymentAuthorized e -> command(e.attempt(), authorized(e));
            case PaymentDeclined e -> command(e.attempt(), declined(e));
            case PaymentAuthorizationExpired e -> command(e.attempt(), expired(e));
            // The order requested it.
            case PaymentCaptureStarted e -> NOTHING;
            case PaymentCaptured e -> captured(e);
            case PaymentCaptureFailed e -> update(e.attempt(), new CaptureFailed(e.orderId(), e.reason()));
            // The order requested it, or it belongs to a release.
            case PaymentRefundStarted e -> NOTHING;
            case PaymentRefunded e -> refunded(e);
            case PaymentRefundFailed e -> refundFailed(e);
            // Part of a release: its end is what the order records.
            case PaymentVoided e -> NOTHING;
            case PaymentRefundedAtProvider e -> NOTHING;
            case PaymentReleaseFinished e -> update(1, new PaymentReleased(e.orderId(), e.captured(), e.refunded()));
            case PaymentReleaseFailed e -> update(1, releaseFailed(e));
            case PaymentStillOpen e -> command(e.check(), new RejectUnpaid(e.orderId(), e.attempt(), e.check()));
            case PaymentDisputeOpened e -> update(e.dispute(), disputeOpened(e));
            case PaymentDisputeClosed e -> update(e.dispute(), disputeClosed(e));
        };
    }

    private static ConfirmOrder authorized(PaymentAuthorized event) {
        var attempt = attempt(event.attempt(), event.paymentMethod(), AttemptStatus.AUTHORIZED);
        return new ConfirmOrder(
                event.orderId(), attempt, Money.zero(event.amount().currency()));
    }

    private DeclineAttempt declined(PaymentDeclined event) {
        var attempt = new PaymentAttempt(
                event.attempt(), event.paymentMethod(), AttemptStatus.DECLINED, event.customerCode());
        return new DeclineAttempt(event.orderId(), attempt, event.hard(), policy.attemptsAllowed());
    }

    private ExpireAuthorization expired(PaymentAuthorizationExpired event) {
        return new ExpireAuthorization(event.orderId(), event.attempt(), policy.renewalsAllowed());
    }

    private PaymentDelayed unanswered(PaymentUnanswered event) {
        return new PaymentDelayed(
                event.orderId(), event.attempt(), false, event.unansweredSince().plus(policy.deadline()));
    }

    private PaymentDelayed delayed(PaymentProcessing event, Instant recordedAt) {
        Duration limit = event.takesDays() ? policy.processingDeadline() : policy.deadline();
        return new PaymentDelayed(event.orderId(), event.attempt(), event.takesDays(), recordedAt.plus(limit));
    }

    /**
     * The customer has until the earlier of the provider's limit and ours. Ours counts from now, when the order shows the
     * action: before, the customer could not know of it.
     */
    private PaymentActionRequested actionRequested(PaymentActionRequired event) {
        Instant limit = clock.instant().plus(policy.actionDeadline());
        Instant until = event.actUntil().isBefore(limit) ? event.actUntil() : limit;
        return new PaymentActionRequested(event.orderId(), event.attempt(), event.nextAction(), until);
    }

    /** A payment that was to be captured on shipment may be captured at once: then it confirms the order. */
    private static List<FollowUp> captured(PaymentCaptured event) {
        var attempt = attempt(event.attempt(), event.paymentMethod(), AttemptStatus.CAPTURED);
        var confirmation = command(event.attempt(), new ConfirmOrder(event.orderId(), attempt, event.amount()));
        return switch (event.capture()) {
            case ON_CONFIRMATION -> confirmation;
            case ON_SHIPMENT ->
                both(confirmation, update(event.attempt(), new CaptureSucceeded(event.orderId(), event.amount())));
        };
    }

    private static List<FollowUp> refunded(PaymentRefunded event) {
        return isOfRelease(event.refund())
                ? NOTHING
                : update(event.refund(), new RefundSucceeded(event.orderId(), event.refund(), event.amount()));
    }

    private static List<FollowUp> refundFailed(PaymentRefundFailed event) {
        return isOfRelease(event.refund())
                ? NOTHING
                : update(
                        event.refund(),
                        new RefundFailed(event.orderId(), event.refund(), event.amount(), event.reason()));
    }

    /** Refunds of a release have numbers below 1: the order did not request them and learns of them by the release. */
    private static boolean isOfRelease(int refund) {
        return refund <= 0;
    }

    private static PaymentUpdate releaseFailed(PaymentReleaseFailed event) {
        return new ReleaseFailed(event.orderId(), event.captured(), event.refunded(), event.reason());
    }

    private static PaymentUpdate disputeOpened(PaymentDisputeOpened event) {
        return new DisputeOpened(
                event.orderId(), event.dispute(), event.amount(), event.reason(), event.evidenceUntil());
    }

    private static PaymentUpdate disputeClosed(PaymentDisputeClosed event) {
        return new DisputeClosed(event.orderId(), event.dispute(), event.amount(), event.outcome());
    }

    private static PaymentAttempt attempt(int number, String paymentMethod, AttemptStatus status) {
        return new PaymentAttempt(number, paymentMethod, status, null);
    }

    private static List<FollowUp> both(List<FollowUp> first, List<FollowUp> second) {
        return Stream.concat(first.stream(), second.stream()).toList();
    }

    /** @param id tells commands of the same kind apart, such as the number of the attempt */
    private static List<FollowUp> command(Object id, Object command) {
        return List.of(new FollowUp(command, command.getClass().getSimpleName() + "/" + id));
    }

    /** @param id tells updates of the same kind apart, such as the number of the attempt */
    private static List<FollowUp> update(Object id, PaymentUpdate update) {
        String step = update.getClass().getSimpleName() + "/" + id;
        return List.of(new FollowUp(new RecordPaymentUpdate(update.orderId(), update), step));
    }
}

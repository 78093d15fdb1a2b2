package dev.ordersaga.coordination;

import dev.ordersaga.api.order.AuthorizationExpired;
import dev.ordersaga.api.order.CaptureFailed;
import dev.ordersaga.api.order.CaptureSucceeded;
import dev.ordersaga.api.order.ConcernsOrder;
import dev.ordersaga.api.order.DisputeClosed;
import dev.ordersaga.api.order.DisputeOpened;
import dev.ordersaga.api.order.OrderCancelled;
import dev.ordersaga.api.order.OrderConfirmed;
import dev.ordersaga.api.order.OrderPlaced;
import dev.ordersaga.api.order.OrderRejected;
import dev.ordersaga.api.order.PaymentActionRequested;
import dev.ordersaga.api.order.PaymentAttemptDeclined;
import dev.ordersaga.api.order.PaymentCheckRequested;
import dev.ordersaga.api.order.PaymentDelayed;
import dev.ordersaga.api.order.PaymentMethodChosen;
import dev.ordersaga.api.order.PaymentReleaseRequested;
import dev.ordersaga.api.order.PaymentReleased;
import dev.ordersaga.api.order.PaymentRequested;
import dev.ordersaga.api.order.RefundFailed;
import dev.ordersaga.api.order.RefundSucceeded;
import dev.ordersaga.api.order.ReleaseFailed;
import dev.ordersaga.api.payment.PaymentActionRequired;
import dev.ordersaga.api.payment.PaymentAuthorizationExpired;
import dev.ordersaga.api.payment.PaymentAuthorized;
import dev.ordersaga.api.payment.PaymentCaptureFailed;
import dev.ordersaga.api.payment.PaymentCaptured;
import dev.ordersaga.api.payment.PaymentDeclined;
import dev.ordersaga.api.payment.PaymentDisputeClosed;
import dev.ordersaga.api.payment.PaymentDisputeOpened;
import dev.ordersaga.api.payment.PaymentIds;
import dev.ordersaga.api.payment.PaymentProcessing;
import dev.ordersaga.api.payment.PaymentRefundFailed;
import dev.ordersaga.api.payment.PaymentRefunded;
import dev.ordersaga.api.payment.PaymentReleaseFailed;
import dev.ordersaga.api.payment.PaymentReleaseFinished;
import dev.ordersaga.api.payment.PaymentStillOpen;
import dev.ordersaga.api.payment.PaymentUnanswered;
import dev.ordersaga.api.status.RejectionReason;
import dev.ordersaga.eventprocessing.completeness.CompletenessAudit;
import dev.ordersaga.eventprocessing.completeness.ExpectedFollowUp;
import dev.ordersaga.eventprocessing.completeness.ExpectedFollowUps;
import dev.ordersaga.eventprocessing.completeness.OrphanedSagas;
import dev.ordersaga.eventprocessing.completeness.UnhandledEvent;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Audits that every event the process handled left its trace in the order: finds events whose follow-up event is missing
 * although the processor has passed them, and sagas that still exist although their order has ended.
 *
 * <p>The rules are in the order of {@link OrderFollowUps} and {@link PaymentFollowUps}; a test fails when an event of
 * the process has neither a rule here nor an explicit exemption.
 */
final class SagaCompletenessAudit implements CompletenessAudit {

    /** Field of every event that names its order; also the saga's association. */
    static final String ORDER = "orderId";

    private static final String ATTEMPT = "attempt";
    private static final String REFUND = "refund";
    private static final String DISPUTE = "dispute";
    /** Refunds of a release have numbers below 1. */
    private static final String RELEASE_REFUND = "$.refund <= 0";

    private static final String TIMED_OUT = field("reason", RejectionReason.PAYMENT_TIMED_OUT);

    /** After these events of the order a command follows. */
    private static final List<ExpectedFollowUp> OF_THE_ORDER = List.of(
            event(OrderPlaced.class).leadsTo(PaymentRequested.class, OrderCancelled.class),
            event(PaymentMethodChosen.class)
                    .by(ATTEMPT)
                    .leadsTo(PaymentRequested.class, OrderCancelled.class, OrderRejected.class),
            event(AuthorizationExpired.class)
                    .contains(field("renewed", true))
                    .leadsTo(PaymentRequested.class, OrderCancelled.class, OrderRejected.class),
            event(OrderCancelled.class)
                    .contains(field("paymentRequested", true))
                    .leadsTo(PaymentReleaseRequested.class),
            event(OrderRejected.class).contains(TIMED_OUT).leadsTo(PaymentReleaseRequested.class));

    /** The provider answers; not needed any more if the order ended first. */
    private static final List<ExpectedFollowUp> ANSWERS = List.of(
            event(PaymentActionRequired.class)
                    .by(ATTEMPT)
                    .unless(
                            PaymentActionRequested.class,
                            OrderConfirmed.class,
                            PaymentAttemptDeclined.class,
                            OrderRejected.class,
                            OrderCancelled.class),
            event(PaymentUnanswered.class)
                    .by(ATTEMPT)
                    .unless(
                            PaymentDelayed.class,
                            OrderConfirmed.class,
                            PaymentAttemptDeclined.class,
                            OrderRejected.class,
                            OrderCancelled.class),
            event(PaymentProcessing.class)
                    .by(ATTEMPT)
                    .unless(
                            PaymentDelayed.class,
                            OrderConfirmed.class,
                            PaymentAttemptDeclined.class,
                            OrderRejected.class,
                            OrderCancelled.class),
            event(PaymentAuthorized.class)
                    .by(ATTEMPT)
                    .unless(
                            OrderConfirmed.class,
                            PaymentAttemptDeclined.class,
                            OrderRejected.class,
                            OrderCancelled.class),
            event(PaymentDeclined.class)
                    .by(ATTEMPT)
                    .unless(
                            PaymentAttemptDeclined.class,
                            OrderRejected.class,
                            OrderCancelled.class,
                            OrderConfirmed.class),
            event(PaymentStillOpen.class)
                    .by(ATTEMPT)
                    .unless(
                            OrderRejected.class,
                            OrderCancelled.class,
                            OrderConfirmed.class,
                            PaymentAttemptDeclined.class,
                            PaymentActionRequested.class,
                            PaymentDelayed.class));

    /** What happens to the money afterwards. */
    private static final List<ExpectedFollowUp> MONEY = List.of(
            event(PaymentCaptured.class)
                    .by(ATTEMPT)
                    .leadsTo(OrderConfirmed.class, CaptureSucceeded.class)
                    .unless(OrderRejected.class, OrderCancelled.class, CaptureFailed.class),
            event(PaymentCaptureFailed.class)
                    .unless(CaptureFailed.class, CaptureSucceeded.class, OrderRejected.class, OrderCancelled.class),
            event(PaymentAuthorizationExpired.class)
                    .by(ATTEMPT)
                    .unless(
                            AuthorizationExpired.class,
                            CaptureFailed.class,
                            CaptureSucceeded.class,
                            OrderRejected.class,
                            OrderCancelled.class),
            event(PaymentRefunded.class).by(REFUND).lacks(RELEASE_REFUND).leadsTo(RefundSucceeded.class),
            event(PaymentRefundFailed.class).by(REFUND).lacks(RELEASE_REFUND).unless(RefundFailed.class),
            event(PaymentReleaseFinished.class).leadsTo(PaymentReleased.class),
            event(PaymentReleaseFailed.class).unless(ReleaseFailed.class),
            event(PaymentDisputeOpened.class).by(DISPUTE).unless(DisputeOpened.class),
            event(PaymentDisputeClosed.class).by(DISPUTE).unless(DisputeClosed.class));

    static final List<ExpectedFollowUp> RULES =
            Stream.of(OF_THE_ORDER, ANSWERS, MONEY).flatMap(List::stream).toList();

    /** Which events end a saga, and which start one again. */
    static final OrphanedSagas.Turns LIFECYCLE = OrphanedSagas.Turns.of(
            List.of(
                    PaymentCheckRequested.class,
                    PaymentMethodChosen.class,
                    OrderConfirmed.class,
                    OrderRejected.class,
                    OrderCancelled.class,
                    CaptureSucceeded.class,
                    CaptureFailed.class),
            PaymentDelayed.class,
            PaymentActionRequested.class,
            PaymentAttemptDeclined.class);

    private final ExpectedFollowUps followUps;
    private final OrphanedSagas orphans;

    SagaCompletenessAudit(ExpectedFollowUps followUps, OrphanedSagas orphans) {
        this.followUps = followUps;
        this.orphans = orphans;
    }

    @Override
    public String name() {
        return OrderPaymentSaga.PROCESSOR;
    }

    @Override
    public List<UnhandledEvent> unhandledEvents(long after, long upTo) {
        return Stream.concat(
                        followUps.unhandledEvents(after, upTo).stream(), orphans.unhandledEvents(after, upTo).stream())
                .toList();
    }

    @Override
    public List<String> aggregatesOf(String sequence) {
        String payment = PaymentIds.forOrder(UUID.fromString(sequence)).toString();
        return List.of(sequence, payment);
    }

    static ExpectedFollowUp event(Class<? extends ConcernsOrder> type) {
        return ExpectedFollowUp.of(type, ORDER);
    }

    /** JSON that an event contains if this field of it has this value. */
    private static String field(String name, Object value) {
        return "{\"%s\": %s}".formatted(name, value instanceof Enum<?> constant ? '"' + constant.name() + '"' : value);
    }
}

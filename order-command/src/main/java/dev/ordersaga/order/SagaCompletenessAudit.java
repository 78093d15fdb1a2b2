package dev.ordersaga.order;

import dev.ordersaga.api.order.AuthorizationExpired;
import dev.ordersaga.api.order.CaptureFailed;
import dev.ordersaga.api.order.CaptureSucceeded;
import dev.ordersaga.api.order.DisputeClosed;
import dev.ordersaga.api.order.DisputeOpened;
import dev.ordersaga.api.order.OrderCancelled;
import dev.ordersaga.api.order.OrderConfirmed;
import dev.ordersaga.api.order.OrderPlaced;
import dev.ordersaga.api.order.OrderRejected;
import dev.ordersaga.api.order.PaymentActionRequested;
import dev.ordersaga.api.order.PaymentAttemptDeclined;
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
import dev.ordersaga.eventprocessing.completeness.CompletenessAudit;
import dev.ordersaga.eventprocessing.completeness.ExpectedFollowUp;
import dev.ordersaga.eventprocessing.completeness.ExpectedFollowUps;
import dev.ordersaga.eventprocessing.completeness.OrphanedSagas;
import dev.ordersaga.eventprocessing.completeness.UnhandledEvent;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Facts after which the order has no next step although the saga's processor has passed them, and sagas that outlived their
 * orders. An order that ended otherwise first needs no step any more.
 */
final class SagaCompletenessAudit implements CompletenessAudit {

    private static final String ORDER = "orderId";
    private static final String ATTEMPT = "attempt";
    private static final String REFUND = "refund";
    private static final String DISPUTE = "dispute";

    /** The number under which a payment gives back the rest: the order did not ask for it. */
    private static final String REST = "{\"refund\": 0}";

    private static final List<ExpectedFollowUp> STEPS = List.of(
            fact(OrderPlaced.class).leadsTo(PaymentRequested.class, OrderCancelled.class),
            fact(PaymentMethodChosen.class)
                    .by(ATTEMPT)
                    .leadsTo(PaymentRequested.class, OrderCancelled.class, OrderRejected.class),
            fact(AuthorizationExpired.class)
                    .contains("{\"renewed\": true}")
                    .leadsTo(PaymentRequested.class, OrderCancelled.class, OrderRejected.class),
            fact(OrderCancelled.class).contains("{\"paymentRequested\": true}").leadsTo(PaymentReleaseRequested.class),
            fact(OrderRejected.class)
                    .contains("{\"reason\": \"PAYMENT_TIMED_OUT\"}")
                    .leadsTo(PaymentReleaseRequested.class));

    private static final List<ExpectedFollowUp> ANSWERS = List.of(
            fact(PaymentActionRequired.class)
                    .by(ATTEMPT)
                    .unless(
                            PaymentActionRequested.class,
                            OrderConfirmed.class,
                            PaymentAttemptDeclined.class,
                            OrderRejected.class,
                            OrderCancelled.class),
            fact(PaymentProcessing.class)
                    .by(ATTEMPT)
                    .contains("{\"takesDays\": true}")
                    .unless(
                            PaymentDelayed.class,
                            OrderConfirmed.class,
                            PaymentAttemptDeclined.class,
                            OrderRejected.class,
                            OrderCancelled.class),
            fact(PaymentAuthorized.class)
                    .by(ATTEMPT)
                    .unless(
                            OrderConfirmed.class,
                            PaymentAttemptDeclined.class,
                            OrderRejected.class,
                            OrderCancelled.class),
            fact(PaymentDeclined.class)
                    .by(ATTEMPT)
                    .unless(
                            PaymentAttemptDeclined.class,
                            OrderRejected.class,
                            OrderCancelled.class,
                            OrderConfirmed.class));

    private static final List<ExpectedFollowUp> MONEY = List.of(
            fact(PaymentCaptured.class)
                    .by(ATTEMPT)
                    .leadsTo(OrderConfirmed.class, CaptureSucceeded.class)
                    .unless(OrderRejected.class, OrderCancelled.class, CaptureFailed.class),
            fact(PaymentCaptureFailed.class)
                    .unless(CaptureFailed.class, CaptureSucceeded.class, OrderRejected.class, OrderCancelled.class),
            fact(PaymentAuthorizationExpired.class)
                    .by(ATTEMPT)
                    .unless(
                            AuthorizationExpired.class,
                            CaptureFailed.class,
                            CaptureSucceeded.class,
                            OrderRejected.class,
                            OrderCancelled.class),
            fact(PaymentRefunded.class).by(REFUND).lacks(REST).leadsTo(RefundSucceeded.class),
            fact(PaymentRefundFailed.class).by(REFUND).lacks(REST).unless(RefundFailed.class),
            fact(PaymentReleaseFinished.class).leadsTo(PaymentReleased.class),
            fact(PaymentReleaseFailed.class).unless(ReleaseFailed.class),
            fact(PaymentDisputeOpened.class).by(DISPUTE).unless(DisputeOpened.class),
            fact(PaymentDisputeClosed.class).by(DISPUTE).unless(DisputeClosed.class));

    private static final OrphanedSagas.Turns TURNS = OrphanedSagas.Turns.of(
            List.of(OrderConfirmed.class, OrderRejected.class, PaymentReleased.class, ReleaseFailed.class),
            "{\"reason\": \"PAYMENT_TIMED_OUT\"}",
            AuthorizationExpired.class,
            OrderCancelled.class);

    private final String processor;
    private final ExpectedFollowUps consequences;
    private final OrphanedSagas outlived;

    /** @param processor the saga's; {@code schema} has its sagas */
    SagaCompletenessAudit(JdbcClient jdbc, String processor, String schema) {
        this.processor = processor;
        List<ExpectedFollowUp> all =
                Stream.of(STEPS, ANSWERS, MONEY).flatMap(List::stream).toList();
        consequences = new ExpectedFollowUps(jdbc, processor, ORDER, all);
        outlived = new OrphanedSagas(jdbc, processor, schema, ORDER, TURNS);
    }

    @Override
    public String name() {
        return processor;
    }

    @Override
    public List<UnhandledEvent> unhandledEvents(long after, long upTo) {
        return Stream.concat(consequences.unhandledEvents(after, upTo).stream(), outlived.unhandledEvents(after, upTo).stream())
                .toList();
    }

    @Override
    public List<String> aggregatesOf(String sequence) {
        String payment = PaymentIds.forOrder(UUID.fromString(sequence)).toString();
        return List.of(sequence, payment);
    }

    private static ExpectedFollowUp fact(Class<?> event) {
        return ExpectedFollowUp.of(event, ORDER);
    }
}

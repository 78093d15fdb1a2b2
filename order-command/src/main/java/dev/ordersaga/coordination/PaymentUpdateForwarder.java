package dev.ordersaga.coordination;

import dev.ordersaga.api.order.CaptureFailed;
import dev.ordersaga.api.order.CaptureMode;
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
import dev.ordersaga.api.payment.PaymentActionRequired;
import dev.ordersaga.api.payment.PaymentAuthorizationExpired;
import dev.ordersaga.api.payment.PaymentCaptureFailed;
import dev.ordersaga.api.payment.PaymentCaptured;
import dev.ordersaga.api.payment.PaymentDisputeClosed;
import dev.ordersaga.api.payment.PaymentDisputeOpened;
import dev.ordersaga.api.payment.PaymentProcessing;
import dev.ordersaga.api.payment.PaymentRefundFailed;
import dev.ordersaga.api.payment.PaymentRefunded;
import dev.ordersaga.api.payment.PaymentReleaseFailed;
import dev.ordersaga.api.payment.PaymentReleaseFinished;
import dev.ordersaga.order.command.ExpireAuthorization;
import dev.ordersaga.order.command.RecordPaymentUpdate;
import java.time.Instant;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.DisallowReplay;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.Timestamp;

/**
 * Carries to the order what became of its money, however late: banks send refunds back after weeks. The order decides
 * whether it is news. It waits for nothing and remembers nothing, so it is no saga; but it handles the same events in the
 * same processor as the saga, one after the other.
 */
@ProcessingGroup(Coordination.PROCESSOR)
@DisallowReplay
class PaymentUpdateForwarder {

    /** The number under which a payment gives back the rest when its order ended: no refund that the order asked for. */
    private static final int REST = 0;

    private final SagaCommandSender steps;
    private final PaymentPolicy policy;

    PaymentUpdateForwarder(SagaCommandSender steps, PaymentPolicy policy) {
        this.steps = steps;
        this.policy = policy;
    }

    @EventHandler
    void on(PaymentActionRequired event, @Timestamp Instant at) {
        Instant ours = at.plus(policy.actionDeadline());
        Instant until = event.actUntil().isBefore(ours) ? event.actUntil() : ours;
        tell(new PaymentActionRequested(event.orderId(), event.attempt(), event.nextAction(), until), event.attempt());
    }

    @EventHandler
    void on(PaymentProcessing event) {
        tell(new PaymentDelayed(event.orderId(), event.attempt(), event.takesDays()), event.attempt());
    }

    @EventHandler
    void on(PaymentCaptured event) {
        // What is taken with the authorization confirms the order, by the saga.
        if (event.capture() == CaptureMode.ON_SHIPMENT) {
            tell(new CaptureSucceeded(event.orderId(), event.amount()), event.attempt());
        }
    }

    @EventHandler
    void on(PaymentAuthorizationExpired event) {
        var expire = new ExpireAuthorization(event.orderId(), event.attempt(), policy.renewalsAllowed());
        steps.send(expire, event.orderId(), event.attempt());
    }

    @EventHandler
    void on(PaymentCaptureFailed event) {
        tell(new CaptureFailed(event.orderId(), event.reason()), event.attempt());
    }

    @EventHandler
    void on(PaymentRefunded event) {
        if (event.refund() != REST) {
            tell(new RefundSucceeded(event.orderId(), event.refund(), event.amount()), event.refund());
        }
    }

    @EventHandler
    void on(PaymentRefundFailed event) {
        if (event.refund() != REST) {
            tell(new RefundFailed(event.orderId(), event.refund(), event.amount(), event.reason()), event.refund());
        }
    }

    @EventHandler
    void on(PaymentReleaseFinished event) {
        tell(new PaymentReleased(event.orderId(), event.captured(), event.refunded()), 1);
    }

    @EventHandler
    void on(PaymentReleaseFailed event) {
        tell(new ReleaseFailed(event.orderId(), event.captured(), event.refunded(), event.reason()), 1);
    }

    @EventHandler
    void on(PaymentDisputeOpened event) {
        tell(
                new DisputeOpened(event.orderId(), event.dispute(), event.amount(), event.reason()),
                "DisputeOpened/" + event.dispute());
    }

    @EventHandler
    void on(PaymentDisputeClosed event) {
        tell(
                new DisputeClosed(event.orderId(), event.dispute(), event.amount(), event.outcome()),
                "DisputeClosed/" + event.dispute());
    }

    private void tell(PaymentUpdate news, int number) {
        tell(news, news.getClass().getSimpleName() + "/" + number);
    }

    private void tell(PaymentUpdate news, String step) {
        steps.send(new RecordPaymentUpdate(news.orderId(), news), news.orderId(), step);
    }
}

package dev.ordersaga.coordination;

import static org.axonframework.modelling.saga.SagaLifecycle.end;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import dev.ordersaga.api.order.AuthorizationExpired;
import dev.ordersaga.api.order.CaptureFailed;
import dev.ordersaga.api.order.CaptureSucceeded;
import dev.ordersaga.api.order.OrderCancelled;
import dev.ordersaga.api.order.OrderConfirmed;
import dev.ordersaga.api.order.OrderPlaced;
import dev.ordersaga.api.order.OrderRejected;
import dev.ordersaga.api.order.PaymentActionRequested;
import dev.ordersaga.api.order.PaymentAttemptDeclined;
import dev.ordersaga.api.order.PaymentDelayed;
import dev.ordersaga.api.order.PaymentMethodChosen;
import dev.ordersaga.api.order.PaymentReleased;
import dev.ordersaga.api.order.ReleaseFailed;
import dev.ordersaga.order.command.AwaitedStep;
import dev.ordersaga.order.command.ExpireDeadline;
import dev.ordersaga.order.command.RequestPayment;
import dev.ordersaga.order.command.RequestPaymentRelease;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.UUID;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.deadline.DeadlineManager;
import org.axonframework.deadline.annotation.DeadlineHandler;
import org.axonframework.modelling.saga.SagaEventHandler;
import org.axonframework.modelling.saga.StartSaga;
import org.jspecify.annotations.Nullable;

/**
 * The order's half of the order/payment process (process manager): what follows after each event of the order, and what
 * follows when an awaited event does not come. The payment's half is {@link PaymentFollowUps}.
 *
 * <p>Each event leads to at most one command to the order, which decides whether the command still has an effect. The
 * happy path: placed, payment requested, authorized or captured, confirmed. After a decline the customer may choose
 * another payment method. The compensation: an order that is cancelled or times out releases its payment; a cancellation
 * may come after the saga has ended and then starts it again.
 *
 * <p>Axon creates sagas itself, so collaborators are injected into transient fields, which are not stored.
 */
@ProcessingGroup(OrderPaymentSaga.PROCESSOR)
@JsonAutoDetect(fieldVisibility = JsonAutoDetect.Visibility.ANY)
public class OrderPaymentSaga {

    /** Stored with the processor's token. */
    static final String PROCESSOR = "order-payment-saga";

    static final String PAYMENT_DEADLINE = "payment-deadline";

    @Inject
    transient SagaCommandSender commands;

    @Inject
    transient DeadlineManager deadlines;

    @Inject
    transient PaymentPolicy policy;

    /** The scheduled deadline, so that it can be cancelled; null while none is scheduled. */
    private @Nullable String deadlineId;

    @StartSaga
    @SagaEventHandler(associationProperty = "orderId")
    void on(OrderPlaced event) {
        requestPayment(event.orderId(), 1);
    }

    @SagaEventHandler(associationProperty = "orderId")
    void on(PaymentActionRequested event) {
        cancelDeadline();
        var action = new PaymentDeadline(event.orderId(), event.attempt(), AwaitedStep.ACTION);
        deadlineId = deadlines.schedule(event.actUntil(), PAYMENT_DEADLINE, action);
    }

    @SagaEventHandler(associationProperty = "orderId")
    void on(PaymentDelayed event) {
        if (event.takesDays()) {
            await(event.orderId(), event.attempt(), AwaitedStep.BANK, policy.processingDeadline());
        } else {
            await(event.orderId(), event.attempt(), AwaitedStep.ANSWER, policy.deadline());
        }
    }

    @SagaEventHandler(associationProperty = "orderId")
    void on(OrderConfirmed event) {
        endWithoutDeadline();
    }

    /** Of an order that was shipped: the attempt to collect its amount succeeded. */
    @SagaEventHandler(associationProperty = "orderId")
    void on(CaptureSucceeded event) {
        endWithoutDeadline();
    }

    /** Nothing more happens automatically: the order shows it, and an operator decides. */
    @SagaEventHandler(associationProperty = "orderId")
    void on(CaptureFailed event) {
        endWithoutDeadline();
    }

    @SagaEventHandler(associationProperty = "orderId")
    void on(PaymentAttemptDeclined event) {
        await(event.orderId(), event.attempt().number(), AwaitedStep.METHOD, policy.choiceDeadline());
    }

    /** After a failed capture the saga has ended, and starts again. */
    @StartSaga
    @SagaEventHandler(associationProperty = "orderId")
    void on(PaymentMethodChosen event) {
        requestPayment(event.orderId(), event.attempt());
    }

    /** The saga has ended with the confirmation; a renewal starts it again. */
    @StartSaga
    @SagaEventHandler(associationProperty = "orderId")
    void on(AuthorizationExpired event) {
        if (event.renewed()) {
            requestPayment(event.orderId(), event.attempt() + 1);
        } else {
            end();
        }
    }

    @DeadlineHandler(deadlineName = PAYMENT_DEADLINE)
    void onTimeout(PaymentDeadline deadline) {
        var expire = new ExpireDeadline(deadline.orderId(), deadline.attempt(), deadline.what());
        commands.send(deadline.orderId(), expire, "ExpireDeadline/" + deadline.what() + "/" + deadline.attempt());
    }

    @SagaEventHandler(associationProperty = "orderId")
    void on(OrderRejected event) {
        switch (event.reason()) {
            case PAYMENT_DECLINED, AUTHORIZATION_EXPIRED -> endWithoutDeadline();
            // The deadline has fired; an answer that may still arrive must be compensated.
            case PAYMENT_TIMED_OUT -> requestRelease(event.orderId());
        }
    }

    @StartSaga
    @SagaEventHandler(associationProperty = "orderId")
    void on(OrderCancelled event) {
        cancelDeadline();
        if (event.paymentRequested()) {
            requestRelease(event.orderId());
        } else {
            end();
        }
    }

    @SagaEventHandler(associationProperty = "orderId")
    void on(PaymentReleased event) {
        endWithoutDeadline();
    }

    /** Nothing more happens automatically: the order shows it, and an operator decides. */
    @SagaEventHandler(associationProperty = "orderId")
    void on(ReleaseFailed event) {
        endWithoutDeadline();
    }

    private void requestPayment(UUID orderId, int attempt) {
        await(orderId, attempt, AwaitedStep.ANSWER, policy.deadline());
        commands.send(orderId, new RequestPayment(orderId, attempt), "RequestPayment/" + attempt);
    }

    private void requestRelease(UUID orderId) {
        commands.send(orderId, new RequestPaymentRelease(orderId), "RequestPaymentRelease/1");
    }

    /** One deadline at a time: this one replaces the previous one. */
    private void await(UUID orderId, int attempt, AwaitedStep what, Duration timeout) {
        cancelDeadline();
        deadlineId = deadlines.schedule(timeout, PAYMENT_DEADLINE, new PaymentDeadline(orderId, attempt, what));
    }

    /**
     * Also after a timeout: events from before the rejection may have been handled after the deadline fired, and have
     * scheduled another one.
     */
    private void endWithoutDeadline() {
        cancelDeadline();
        end();
    }

    private void cancelDeadline() {
        if (deadlineId != null) {
            deadlines.cancelSchedule(PAYMENT_DEADLINE, deadlineId);
            deadlineId = null;
        }
    }
}

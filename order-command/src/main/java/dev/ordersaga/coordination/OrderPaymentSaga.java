package dev.ordersaga.coordination;

import static org.axonframework.modelling.saga.SagaLifecycle.end;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import dev.ordersaga.api.order.CaptureFailed;
import dev.ordersaga.api.order.CaptureSucceeded;
import dev.ordersaga.api.order.OrderCancelled;
import dev.ordersaga.api.order.OrderConfirmed;
import dev.ordersaga.api.order.OrderRejected;
import dev.ordersaga.api.order.PaymentActionRequested;
import dev.ordersaga.api.order.PaymentAttemptDeclined;
import dev.ordersaga.api.order.PaymentCheckRequested;
import dev.ordersaga.api.order.PaymentDelayed;
import dev.ordersaga.api.order.PaymentMethodChosen;
import dev.ordersaga.order.command.AwaitedStep;
import dev.ordersaga.order.command.ExpireDeadline;
import jakarta.inject.Inject;
import java.time.Instant;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.deadline.DeadlineManager;
import org.axonframework.deadline.annotation.DeadlineHandler;
import org.axonframework.modelling.saga.SagaEventHandler;
import org.axonframework.modelling.saga.StartSaga;
import org.jspecify.annotations.Nullable;

/**
 * The deadline of the order/payment process: for what the order waits, how long, and what follows when it does not come. What
 * follows when it comes is in {@link OrderFollowUps} and {@link PaymentFollowUps}.
 *
 * <p>A saga exists only while the bank or the customer is waited for. It starts with the event after which the order waits and
 * ends with the next one, so that an order whose payment is answered at once has none. While events wait for this processor, or
 * a payment for its first call, no deadline runs.
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

    /** The provider was asked: the bank's answer is awaited. */
    @StartSaga
    @SagaEventHandler(associationProperty = "orderId")
    void on(PaymentDelayed event) {
        AwaitedStep step = event.takesDays() ? AwaitedStep.BANK : AwaitedStep.ANSWER;
        await(new PaymentDeadline(event.orderId(), event.attempt(), step), event.answerUntil());
    }

    @StartSaga
    @SagaEventHandler(associationProperty = "orderId")
    void on(PaymentActionRequested event) {
        await(new PaymentDeadline(event.orderId(), event.attempt(), AwaitedStep.ACTION), event.actUntil());
    }

    /** The customer's choice of another payment method is awaited. */
    @StartSaga
    @SagaEventHandler(associationProperty = "orderId")
    void on(PaymentAttemptDeclined event) {
        cancelDeadline();
        var deadline = new PaymentDeadline(event.orderId(), event.attempt().number(), AwaitedStep.METHOD);
        deadlineId = deadlines.schedule(policy.choiceDeadline(), PAYMENT_DEADLINE, deadline);
    }

    /** The order decides whether it still waits. The saga ends with what the order records then. */
    @DeadlineHandler(deadlineName = PAYMENT_DEADLINE)
    void onTimeout(PaymentDeadline deadline) {
        var expire = new ExpireDeadline(deadline.orderId(), deadline.attempt(), deadline.what());
        commands.send(deadline.orderId(), expire, "ExpireDeadline/" + deadline.what() + "/" + deadline.attempt());
    }

    /** The deadline has fired. */
    @SagaEventHandler(associationProperty = "orderId")
    void on(PaymentCheckRequested event) {
        endWithoutDeadline();
    }

    @SagaEventHandler(associationProperty = "orderId")
    void on(PaymentMethodChosen event) {
        endWithoutDeadline();
    }

    @SagaEventHandler(associationProperty = "orderId")
    void on(OrderConfirmed event) {
        endWithoutDeadline();
    }

    @SagaEventHandler(associationProperty = "orderId")
    void on(OrderRejected event) {
        endWithoutDeadline();
    }

    @SagaEventHandler(associationProperty = "orderId")
    void on(OrderCancelled event) {
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

    /** One deadline at a time: this one replaces the previous one. */
    private void await(PaymentDeadline deadline, Instant until) {
        cancelDeadline();
        deadlineId = deadlines.schedule(until, PAYMENT_DEADLINE, deadline);
    }

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

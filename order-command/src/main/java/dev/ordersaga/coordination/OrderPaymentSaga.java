package dev.ordersaga.coordination;

import static org.axonframework.modelling.saga.SagaLifecycle.end;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import dev.ordersaga.api.money.Money;
import dev.ordersaga.api.order.AuthorizationExpired;
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
import dev.ordersaga.api.payment.AttemptStatus;
import dev.ordersaga.api.payment.PaymentAttempt;
import dev.ordersaga.api.payment.PaymentAuthorized;
import dev.ordersaga.api.payment.PaymentCaptured;
import dev.ordersaga.api.payment.PaymentDeclined;
import dev.ordersaga.order.command.AwaitedStep;
import dev.ordersaga.order.command.ConfirmOrder;
import dev.ordersaga.order.command.DeclineAttempt;
import dev.ordersaga.order.command.ExpireDeadline;
import dev.ordersaga.order.command.RequestPayment;
import dev.ordersaga.order.command.RequestPaymentRelease;
import java.time.Duration;
import java.util.UUID;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.deadline.DeadlineManager;
import org.axonframework.deadline.annotation.DeadlineHandler;
import org.axonframework.modelling.saga.SagaEventHandler;
import org.axonframework.modelling.saga.StartSaga;
import org.jspecify.annotations.Nullable;

/**
 * How an order is paid for, step by step. Each fact leads to one command to the order; the order decides whether it
 * still counts. Nothing here can fail but the command itself, and then the fact is handled again.
 *
 * <p>The happy way: placed, payment requested, paid, confirmed; after a decline another payment method may be chosen and asked
 * for. Everything below gives money back: after a late
 * answer, and after a cancellation, which may come when this saga has long ended and then starts it anew. What becomes of
 * the money otherwise (captures, refunds, releases) needs no memory: {@link PaymentUpdateForwarder} carries it.
 */
@ProcessingGroup(Coordination.PROCESSOR)
@JsonAutoDetect(fieldVisibility = JsonAutoDetect.Visibility.ANY)
public class OrderPaymentSaga {

    static final String PAYMENT_DEADLINE = "payment-deadline";

    /** Only a handle to cancel by; null while no payment is waited for. */
    private @Nullable String deadlineId;

    @StartSaga
    @SagaEventHandler(associationProperty = "orderId")
    void on(OrderPlaced event, SagaCommandSender steps, DeadlineManager deadlines, PaymentPolicy policy) {
        askForPayment(event.orderId(), 1, steps, deadlines, policy);
    }

    @SagaEventHandler(associationProperty = "orderId")
    void on(PaymentMethodChosen event, SagaCommandSender steps, DeadlineManager deadlines, PaymentPolicy policy) {
        askForPayment(event.orderId(), event.attempt(), steps, deadlines, policy);
    }

    /** The order was confirmed, so this saga had ended; a renewal is a payment from the start. */
    @StartSaga
    @SagaEventHandler(associationProperty = "orderId")
    void on(AuthorizationExpired event, SagaCommandSender steps, DeadlineManager deadlines, PaymentPolicy policy) {
        if (event.renewed()) {
            askForPayment(event.orderId(), event.attempt() + 1, steps, deadlines, policy);
        } else {
            end();
        }
    }

    @SagaEventHandler(associationProperty = "orderId")
    void on(PaymentActionRequested event, DeadlineManager deadlines) {
        stopWaiting(deadlines);
        var wait = new PaymentDeadline(event.orderId(), event.attempt(), AwaitedStep.ACTION);
        deadlineId = deadlines.schedule(event.actUntil(), PAYMENT_DEADLINE, wait);
    }

    @SagaEventHandler(associationProperty = "orderId")
    void on(PaymentDelayed event, DeadlineManager deadlines, PaymentPolicy policy) {
        AwaitedStep what = event.takesDays() ? AwaitedStep.BANK : AwaitedStep.ANSWER;
        Duration patience = event.takesDays() ? policy.processingDeadline() : policy.deadline();
        waitFor(new PaymentDeadline(event.orderId(), event.attempt(), what), patience, deadlines);
    }

    @SagaEventHandler(associationProperty = "orderId")
    void on(PaymentCaptured event, SagaCommandSender steps) {
        var attempt = attempt(event.attempt(), event.paymentMethod(), AttemptStatus.CAPTURED);
        steps.send(new ConfirmOrder(event.orderId(), attempt, event.amount()), event.orderId(), event.attempt());
    }

    @SagaEventHandler(associationProperty = "orderId")
    void on(PaymentAuthorized event, SagaCommandSender steps) {
        var attempt = attempt(event.attempt(), event.paymentMethod(), AttemptStatus.AUTHORIZED);
        var nothingTaken = Money.zero(event.amount().currency());
        steps.send(new ConfirmOrder(event.orderId(), attempt, nothingTaken), event.orderId(), event.attempt());
    }

    @SagaEventHandler(associationProperty = "orderId")
    void on(OrderConfirmed event, DeadlineManager deadlines) {
        stopWaiting(deadlines);
        end();
    }

    @SagaEventHandler(associationProperty = "orderId")
    void on(PaymentDeclined event, SagaCommandSender steps, PaymentPolicy policy) {
        var attempt = new PaymentAttempt(
                event.attempt(), event.paymentMethod(), AttemptStatus.DECLINED, event.customerCode());
        var decline = new DeclineAttempt(event.orderId(), attempt, event.hard(), policy.attemptsAllowed());
        steps.send(decline, event.orderId(), event.attempt());
    }

    @SagaEventHandler(associationProperty = "orderId")
    void on(PaymentAttemptDeclined event, DeadlineManager deadlines, PaymentPolicy policy) {
        int attempt = event.attempt().number();
        waitFor(new PaymentDeadline(event.orderId(), attempt, AwaitedStep.METHOD), policy.choiceDeadline(), deadlines);
    }

    @DeadlineHandler(deadlineName = PAYMENT_DEADLINE)
    void onSilence(PaymentDeadline over, SagaCommandSender steps) {
        var stop = new ExpireDeadline(over.orderId(), over.attempt(), over.what());
        steps.send(stop, over.orderId(), "StopWaiting/" + over.what() + "/" + over.attempt());
    }

    @SagaEventHandler(associationProperty = "orderId")
    void on(OrderRejected event, SagaCommandSender steps, DeadlineManager deadlines) {
        switch (event.reason()) {
            case PAYMENT_DECLINED, AUTHORIZATION_EXPIRED -> {
                stopWaiting(deadlines);
                end();
            }
            // The deadline has fired, and an answer that may still come must be undone.
            case PAYMENT_TIMED_OUT -> steps.send(new RequestPaymentRelease(event.orderId()), event.orderId());
        }
    }

    @StartSaga
    @SagaEventHandler(associationProperty = "orderId")
    void on(OrderCancelled event, SagaCommandSender steps, DeadlineManager deadlines) {
        stopWaiting(deadlines);
        if (event.paymentRequested()) {
            steps.send(new RequestPaymentRelease(event.orderId()), event.orderId());
        } else {
            end();
        }
    }

    @SagaEventHandler(associationProperty = "orderId")
    void on(PaymentReleased event, DeadlineManager deadlines) {
        stopWaitingForGood(deadlines);
    }

    /** There is nothing more to do by itself: the order shows it, and a person decides. */
    @SagaEventHandler(associationProperty = "orderId")
    void on(ReleaseFailed event, DeadlineManager deadlines) {
        stopWaitingForGood(deadlines);
    }

    private void askForPayment(
            UUID orderId, int attempt, SagaCommandSender steps, DeadlineManager deadlines, PaymentPolicy policy) {
        waitFor(new PaymentDeadline(orderId, attempt, AwaitedStep.ANSWER), policy.deadline(), deadlines);
        steps.send(new RequestPayment(orderId, attempt), orderId, attempt);
    }

    /** One deadline at a time: what is waited for now takes the place of what was waited for before. */
    private void waitFor(PaymentDeadline what, Duration patience, DeadlineManager deadlines) {
        stopWaiting(deadlines);
        deadlineId = deadlines.schedule(patience, PAYMENT_DEADLINE, what);
    }

    /** A deadline may have been set since the one that ended the order fired: its facts came before that end. */
    private void stopWaitingForGood(DeadlineManager deadlines) {
        stopWaiting(deadlines);
        end();
    }

    private void stopWaiting(DeadlineManager deadlines) {
        if (deadlineId != null) {
            deadlines.cancelSchedule(PAYMENT_DEADLINE, deadlineId);
            deadlineId = null;
        }
    }

    private static PaymentAttempt attempt(int number, String paymentMethod, AttemptStatus status) {
        return new PaymentAttempt(number, paymentMethod, status, null);
    }
}

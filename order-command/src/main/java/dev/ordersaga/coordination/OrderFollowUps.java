package dev.ordersaga.coordination;

import dev.ordersaga.api.order.AuthorizationExpired;
import dev.ordersaga.api.order.OrderCancelled;
import dev.ordersaga.api.order.OrderPlaced;
import dev.ordersaga.api.order.OrderRejected;
import dev.ordersaga.api.order.PaymentMethodChosen;
import dev.ordersaga.order.command.RequestPayment;
import dev.ordersaga.order.command.RequestPaymentRelease;
import java.util.UUID;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.DisallowReplay;
import org.axonframework.eventhandling.EventHandler;

/**
 * The order's half of the order/payment process (process manager): the command that follows after each event of the order. The
 * payment's half is {@link PaymentFollowUps}; how long the order waits, and what follows if the awaited event does not come, is
 * in {@link OrderPaymentSaga}. All three run in one processor, so that they see the events of an order in one sequence.
 *
 * <p>The happy path: placed, payment requested, authorized or captured, confirmed. After a decline the customer may choose
 * another payment method. The compensation: an order that is cancelled or times out releases its payment.
 *
 * <p>Stateless: the order decides whether a command still has an effect. A test fails when an event of the order has neither a
 * handler here nor a reason why none is needed.
 */
@ProcessingGroup(OrderPaymentSaga.PROCESSOR)
@DisallowReplay
class OrderFollowUps {

    private final SagaCommandSender commands;

    OrderFollowUps(SagaCommandSender commands) {
        this.commands = commands;
    }

    @EventHandler
    void on(OrderPlaced event) {
        requestPayment(event.orderId(), 1);
    }

    /** After a decline, or after a failed capture of an order that was shipped. */
    @EventHandler
    void on(PaymentMethodChosen event) {
        requestPayment(event.orderId(), event.attempt());
    }

    @EventHandler
    void on(AuthorizationExpired event) {
        if (event.renewed()) {
            requestPayment(event.orderId(), event.attempt() + 1);
        }
    }

    @EventHandler
    void on(OrderRejected event) {
        switch (event.reason()) {
            case PAYMENT_DECLINED, AUTHORIZATION_EXPIRED -> {
                // Nothing is held.
            }
            // An answer that may still arrive must be compensated.
            case PAYMENT_TIMED_OUT -> requestRelease(event.orderId());
        }
    }

    /** Also long after the confirmation. */
    @EventHandler
    void on(OrderCancelled event) {
        if (event.paymentRequested()) {
            requestRelease(event.orderId());
        }
    }

    private void requestPayment(UUID orderId, int attempt) {
        commands.send(orderId, new RequestPayment(orderId, attempt), "RequestPayment/" + attempt);
    }

    private void requestRelease(UUID orderId) {
        commands.send(orderId, new RequestPaymentRelease(orderId), "RequestPaymentRelease/1");
    }
}

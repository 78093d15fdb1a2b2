package dev.ordersaga.order;

import static java.util.Objects.requireNonNull;
import static org.axonframework.modelling.command.AggregateLifecycle.apply;
import static org.axonframework.modelling.command.AggregateLifecycle.getVersion;

import dev.ordersaga.api.money.Money;
import dev.ordersaga.api.order.CaptureRequested;
import dev.ordersaga.api.order.OrderCancelled;
import dev.ordersaga.api.order.OrderEvent;
import dev.ordersaga.api.order.OrderPlaced;
import dev.ordersaga.api.order.OrderRejected;
import dev.ordersaga.api.order.OrderShipped;
import dev.ordersaga.api.order.PaymentMethodChosen;
import dev.ordersaga.api.order.PaymentReleaseRequested;
import dev.ordersaga.api.order.PaymentRequested;
import dev.ordersaga.api.order.RefundRequested;
import dev.ordersaga.api.orderstate.OrderAggregateState;
import dev.ordersaga.api.orderstate.OrderPayment;
import dev.ordersaga.api.orderstate.PaymentProgress;
import dev.ordersaga.api.status.CaptureMode;
import dev.ordersaga.api.status.OrderState;
import dev.ordersaga.api.status.RejectionReason;
import dev.ordersaga.order.command.CancelOrder;
import dev.ordersaga.order.command.ConfirmOrder;
import dev.ordersaga.order.command.DeclineAttempt;
import dev.ordersaga.order.command.ExpireAuthorization;
import dev.ordersaga.order.command.ExpireDeadline;
import dev.ordersaga.order.command.OrderAccepted;
import dev.ordersaga.order.command.OrderAnswer;
import dev.ordersaga.order.command.OrderRefused;
import dev.ordersaga.order.command.PayWithAnotherMethod;
import dev.ordersaga.order.command.PlaceOrder;
import dev.ordersaga.order.command.Precondition;
import dev.ordersaga.order.command.RecordPaymentUpdate;
import dev.ordersaga.order.command.Refusal;
import dev.ordersaga.order.command.RejectUnpaid;
import dev.ordersaga.order.command.RequestPayment;
import dev.ordersaga.order.command.RequestPaymentRelease;
import dev.ordersaga.order.command.RequestRefund;
import dev.ordersaga.order.command.ShipOrder;
import dev.ordersaga.order.requester.Requester;
import java.util.UUID;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.messaging.InterceptorChain;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CommandHandlerInterceptor;
import org.axonframework.modelling.command.CreationPolicy;
import org.jspecify.annotations.Nullable;

/**
 * Order aggregate: the one place where cancellation, shipment, refunds, payment and deadlines meet. Of two commands that
 * exclude each other, the one recorded first wins; the later one is a no-op or is refused.
 *
 * <p>{@code decide} methods only decide and apply; {@code evolve} only assigns.
 */
class Order {

    @AggregateIdentifier
    private @Nullable UUID orderId;

    private @Nullable OrderPlaced placed;
    private @Nullable OrderAggregateState order;

    Order() {}

    /** For a requester who may not access it, the order does not exist. */
    @CommandHandlerInterceptor
    @Nullable
    Object admit(CommandMessage<?> command, InterceptorChain handler) throws Exception {
        return placed == null || Requester.permits(command, placed)
                ? handler.proceed()
                : OrderRefusals.ofInaccessible(command.getPayload(), placed.orderId());
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    OrderAnswer decide(PlaceOrder command) {
        if (!isExpected(command.precondition())) {
            return new OrderRefused(command.orderId(), Refusal.VERSION_MISMATCH, orderId == null ? -1 : getVersion());
        }
        if (orderId == null) {
            apply(command.toEvent());
            return accepted();
        }
        // The answer that the first request under this id got, whatever happened to the order since.
        return placed().fingerprint().equals(command.fingerprint())
                ? OrderAccepted.of(placed(), OrderAggregateState.of(placed()), 0)
                : refused(Refusal.ORDER_EXISTS);
    }

    @CommandHandler
    void decide(RequestPayment command) {
        boolean isOpen = order().state() == OrderState.PLACED || order().state() == OrderState.AWAITING_PAYMENT;
        if ((isOpen || order().isShipped()) && guards().isDue(command.attempt())) {
            String method = payment().attempts().method();
            CaptureMode capture = order().isShipped() ? CaptureMode.ON_CONFIRMATION : placed().capture();
            apply(new PaymentRequested(id(), command.attempt(), method, placed().total(), capture));
        }
    }

    @CommandHandler
    void decide(ConfirmOrder command) {
        if (guards().isPending(command.attempt().number())) {
            apply(new AttemptOutcome(id(), order()).of(command));
        }
    }

    @CommandHandler
    void decide(DeclineAttempt command) {
        if (guards().isPending(command.attempt().number())) {
            new AttemptOutcome(id(), order()).of(command).forEach(event -> apply(event));
        }
    }

    @CommandHandler
    void decide(ExpireDeadline command) {
        // Goods that were shipped are not rejected: a late answer still counts.
        if (!order().isShipped() && guards().isWaitingFor(command.step(), command.attempt())) {
            apply(guards().eventAfterDeadline(command));
        }
    }

    @CommandHandler
    void decide(RejectUnpaid command) {
        if (guards().isChecking(command.attempt(), command.check())) {
            apply(new OrderRejected(id(), RejectionReason.PAYMENT_TIMED_OUT, null));
        }
    }

    @CommandHandler
    void decide(ExpireAuthorization command) {
        new AttemptOutcome(id(), order()).of(command).forEach(event -> apply(event));
    }

    @CommandHandler
    OrderAnswer decide(PayWithAnotherMethod command) {
        return refusals(command.precondition())
                .ofAnotherMethod(command.paymentMethod())
                .map(this::refused)
                .orElseGet(() -> {
                    apply(new PaymentMethodChosen(id(), payment().attempts().next(), command.paymentMethod()));
                    return accepted();
                });
    }

    @CommandHandler
    OrderAnswer decide(CancelOrder command) {
        return refusals(command.precondition())
                .ofCancellation()
                .map(this::refused)
                .orElseGet(() -> {
                    boolean paymentRequested = order().state() != OrderState.PLACED;
                    apply(new OrderCancelled(id(), command.by(), command.reason(), paymentRequested));
                    return accepted();
                });
    }

    @CommandHandler
    OrderAnswer decide(ShipOrder command) {
        return refusals(command.precondition()).ofShipment().map(this::refused).orElseGet(() -> {
            int attempt = payment().attempts().latest();
            apply(new OrderShipped(id()));
            if (guards().isAuthorized(attempt)) {
                apply(new CaptureRequested(id(), attempt));
            }
            return accepted();
        });
    }

    @CommandHandler
    OrderAnswer decide(RequestRefund command) {
        OrderRefusals refusals = refusals(command.precondition());
        return refusals.ofRefund(command.amount()).map(this::refused).orElseGet(() -> {
            Money amount = refusals.refundAmount(command.amount());
            apply(new RefundRequested(id(), payment().balance().nextRefund(), amount, command.reason()));
            return accepted();
        });
    }

    @CommandHandler
    void decide(RequestPaymentRelease command) {
        if (payment().progress() == PaymentProgress.RELEASE_DUE) {
            apply(new PaymentReleaseRequested(id()));
        }
    }

    @CommandHandler
    void decide(RecordPaymentUpdate command) {
        if (guards().isNew(command.update())) {
            apply(command.update());
        }
    }

    @EventSourcingHandler
    void evolve(OrderEvent event) {
        if (order == null) {
            placed = (OrderPlaced) event;
            orderId = placed.orderId();
            order = OrderAggregateState.of(placed);
        } else {
            order = order.evolve(event);
        }
    }

    private OrderAnswer accepted() {
        return OrderAccepted.of(placed(), order(), getVersion());
    }

    private OrderAnswer refused(Refusal refusal) {
        return new OrderRefused(id(), refusal, getVersion());
    }

    private OrderRefusals refusals(@Nullable Precondition precondition) {
        return new OrderRefusals(order(), isExpected(precondition));
    }

    private boolean isExpected(@Nullable Precondition precondition) {
        return precondition == null || precondition.holdsFor(orderId == null ? null : getVersion());
    }

    private PaymentGuards guards() {
        return new PaymentGuards(payment());
    }

    private UUID id() {
        return requireNonNull(orderId);
    }

    private OrderPlaced placed() {
        return requireNonNull(placed);
    }

    private OrderAggregateState order() {
        return requireNonNull(order);
    }

    private OrderPayment payment() {
        return order().payment();
    }
}

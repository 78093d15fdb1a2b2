package dev.ordersaga.order;

import static java.util.Objects.requireNonNull;
import static org.axonframework.modelling.command.AggregateLifecycle.apply;
import static org.axonframework.modelling.command.AggregateLifecycle.getVersion;

import dev.ordersaga.api.money.Money;
import dev.ordersaga.api.order.AuthorizationExpired;
import dev.ordersaga.api.order.CaptureFailed;
import dev.ordersaga.api.order.CaptureMode;
import dev.ordersaga.api.order.CaptureRequested;
import dev.ordersaga.api.order.OrderCancelled;
import dev.ordersaga.api.order.OrderConfirmed;
import dev.ordersaga.api.order.OrderEvent;
import dev.ordersaga.api.order.OrderPlaced;
import dev.ordersaga.api.order.OrderRejected;
import dev.ordersaga.api.order.OrderShipped;
import dev.ordersaga.api.order.PaymentAttemptDeclined;
import dev.ordersaga.api.order.PaymentMethodChosen;
import dev.ordersaga.api.order.PaymentReleaseRequested;
import dev.ordersaga.api.order.PaymentRequested;
import dev.ordersaga.api.order.RefundRequested;
import dev.ordersaga.api.order.RejectionReason;
import dev.ordersaga.api.payment.PaymentIds;
import dev.ordersaga.api.status.OrderAction;
import dev.ordersaga.api.status.OrderState;
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
import dev.ordersaga.order.command.RecordPaymentUpdate;
import dev.ordersaga.order.command.Refusal;
import dev.ordersaga.order.command.RequestPayment;
import dev.ordersaga.order.command.RequestPaymentRelease;
import dev.ordersaga.order.command.RequestRefund;
import dev.ordersaga.order.command.ShipOrder;
import java.util.EnumSet;
import java.util.UUID;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.jspecify.annotations.Nullable;

/**
 * An order, from being placed to its end. It is the one place where cancellation, shipment, refunds, payment and
 * deadlines meet: whichever is recorded first wins, and what comes later is a no-op or gets a refusal.
 *
 * <p>{@code decide} methods only decide and apply; {@code evolve} only assigns.
 */
class Order {

    /** Why a capture failed, where the provider was not even asked. */
    static final String RESERVATION_GONE = "reservation_gone";

    @AggregateIdentifier
    private @Nullable UUID orderId;

    private @Nullable OrderPlaced placed;
    private @Nullable PaymentProgress payment;
    private OrderState state = OrderState.PLACED;

    Order() {}

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    OrderAnswer decide(PlaceOrder command) {
        if (orderId == null) {
            apply(new OrderPlaced(
                    command.orderId(),
                    command.fingerprint(),
                    command.customerId(),
                    command.lines(),
                    command.total(),
                    command.paymentMethod(),
                    command.capture()));
            return accepted();
        }
        boolean sameRequest = placed().fingerprint().equals(command.fingerprint());
        return sameRequest ? acceptedAtFirst() : refused(Refusal.ORDER_EXISTS);
    }

    @CommandHandler
    void decide(RequestPayment command) {
        boolean isWanted = state == OrderState.PLACED || state == OrderState.AWAITING_PAYMENT;
        if (isWanted && payment().isDue(command.attempt())) {
            String method = payment().tries().method();
            CaptureMode capture = placed().capture();
            apply(new PaymentRequested(id(), paymentId(), command.attempt(), method, total(), capture));
        }
    }

    @CommandHandler
    void decide(ConfirmOrder command) {
        if (payment().isAwaiting(command.attempt().number())) {
            apply(new OrderConfirmed(id(), command.attempt(), command.captured()));
        }
    }

    @CommandHandler
    void decide(DeclineAttempt command) {
        if (payment().isAwaiting(command.attempt().number())) {
            int left = payment().tries().leftAfterOneMoreOf(command.attemptsAllowed());
            apply(
                    left > 0
                            ? new PaymentAttemptDeclined(id(), command.attempt(), command.hard(), left)
                            : new OrderRejected(id(), RejectionReason.PAYMENT_DECLINED, command.attempt()));
        }
    }

    @CommandHandler
    void decide(ExpireDeadline command) {
        if (payment().isWaitingFor(command.what(), command.attempt())) {
            RejectionReason reason = payment().isOpenForAnotherMethod()
                    ? RejectionReason.PAYMENT_DECLINED
                    : RejectionReason.PAYMENT_TIMED_OUT;
            apply(new OrderRejected(id(), reason, null));
        }
    }

    @CommandHandler
    void decide(ExpireAuthorization command) {
        if (payment().isBeingTakenFrom(command.attempt())) {
            apply(new CaptureFailed(id(), RESERVATION_GONE));
        } else if (payment().isReservedBy(command.attempt())) {
            boolean renewed = payment().tries().renewed() < command.renewalsAllowed();
            apply(new AuthorizationExpired(id(), command.attempt(), renewed));
            if (!renewed) {
                apply(new OrderRejected(id(), RejectionReason.AUTHORIZATION_EXPIRED, null));
            }
        }
    }

    @CommandHandler
    OrderAnswer decide(PayWithAnotherMethod command) {
        String method = command.paymentMethod();
        return possible().whyNoPaymentBy(method).map(this::refused).orElseGet(() -> {
            apply(new PaymentMethodChosen(id(), payment().tries().next(), method));
            return accepted();
        });
    }

    @CommandHandler
    OrderAnswer decide(CancelOrder command) {
        if (command.expectedVersions() != null && !command.expectedVersions().contains(getVersion())) {
            return refused(Refusal.VERSION_MISMATCH);
        }
        return possible().whyNoCancellation().map(this::refused).orElseGet(() -> {
            apply(new OrderCancelled(id(), command.by(), command.reason(), state != OrderState.PLACED));
            return accepted();
        });
    }

    @CommandHandler
    OrderAnswer decide(ShipOrder command) {
        return possible().whyNoShipment().map(this::refused).orElseGet(() -> {
            boolean onlyReserved = payment().isReservedBy(payment().attempt());
            apply(new OrderShipped(id()));
            if (onlyReserved) {
                apply(new CaptureRequested(id(), paymentId(), payment().attempt()));
            }
            return accepted();
        });
    }

    @CommandHandler
    OrderAnswer decide(RequestRefund command) {
        return possible().whyNoRefundOf(command.amount()).map(this::refused).orElseGet(() -> {
            Money amount = payment().refund(command.amount());
            int number = payment().money().nextRefund();
            apply(new RefundRequested(id(), paymentId(), number, amount, command.reason()));
            return accepted();
        });
    }

    @CommandHandler
    void decide(RequestPaymentRelease command) {
        if (payment().stage() == PaymentProgress.Stage.TO_BE_RELEASED) {
            apply(new PaymentReleaseRequested(id(), paymentId()));
        }
    }

    @CommandHandler
    void decide(RecordPaymentUpdate command) {
        if (payment().isNews(command.news())) {
            apply(command.news());
        }
    }

    @EventSourcingHandler
    void evolve(OrderEvent event) {
        if (event instanceof OrderPlaced first) {
            orderId = first.orderId();
            placed = first;
            payment = PaymentProgress.of(first);
        }
        payment = payment().after(event);
        state = OrderStates.after(state, event);
    }

    private AvailableActions possible() {
        return new AvailableActions(state, payment());
    }

    private OrderAnswer accepted() {
        return new OrderAccepted(id(), state, getVersion(), total(), possible().actions());
    }

    /** The answer that the first request under this id got, whatever happened to the order since. */
    private OrderAnswer acceptedAtFirst() {
        return new OrderAccepted(id(), OrderState.PLACED, 0, total(), EnumSet.of(OrderAction.CANCELLATION));
    }

    private OrderAnswer refused(Refusal refusal) {
        return new OrderRefused(id(), refusal, getVersion());
    }

    private UUID id() {
        return requireNonNull(orderId);
    }

    private UUID paymentId() {
        return PaymentIds.forOrder(id());
    }

    private OrderPlaced placed() {
        return requireNonNull(placed);
    }

    private PaymentProgress payment() {
        return requireNonNull(payment);
    }

    private Money total() {
        return placed().total();
    }
}

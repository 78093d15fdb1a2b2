package dev.ordersaga.order;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;
import static org.axonframework.modelling.command.AggregateLifecycle.getVersion;

import dev.ordersaga.api.money.Money;
import dev.ordersaga.api.order.CancelOrder;
import dev.ordersaga.api.order.CaptureMode;
import dev.ordersaga.api.order.ConfirmOrder;
import dev.ordersaga.api.order.OrderAccepted;
import dev.ordersaga.api.order.OrderAnswer;
import dev.ordersaga.api.order.OrderCancelled;
import dev.ordersaga.api.order.OrderConfirmed;
import dev.ordersaga.api.order.OrderPlaced;
import dev.ordersaga.api.order.OrderRefused;
import dev.ordersaga.api.order.OrderRejected;
import dev.ordersaga.api.order.PaymentReleaseRequested;
import dev.ordersaga.api.order.PaymentReleased;
import dev.ordersaga.api.order.PaymentRequested;
import dev.ordersaga.api.order.PlaceOrder;
import dev.ordersaga.api.order.RecordPaymentRelease;
import dev.ordersaga.api.order.Refusal;
import dev.ordersaga.api.order.RejectOrder;
import dev.ordersaga.api.order.RejectionReason;
import dev.ordersaga.api.order.RequestPayment;
import dev.ordersaga.api.order.RequestPaymentRelease;
import dev.ordersaga.api.payment.PaymentIds;
import dev.ordersaga.api.status.OrderState;
import java.util.UUID;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.jspecify.annotations.Nullable;

/**
 * An order, from being placed to its end. It is the one place where cancellation, payment and deadline meet: whichever
 * is recorded first wins, and what comes later is a no-op.
 *
 * <p>{@code decide} methods only decide and apply; {@code evolve} methods only assign.
 */
class Order {

    @AggregateIdentifier
    private @Nullable UUID orderId;

    private String fingerprint = "";
    private String paymentMethod = "";
    private CaptureMode capture = CaptureMode.ON_CONFIRMATION;
    private @Nullable Money total;
    private OrderState state = OrderState.PLACED;
    private Release release = Release.NOT_NEEDED;

    /** Where the return of the money of an order that ended without goods stands. */
    private enum Release {
        NOT_NEEDED,
        DUE,
        REQUESTED,
        DONE
    }

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
        return fingerprint.equals(command.fingerprint()) ? acceptedAtFirst() : refused(Refusal.ORDER_EXISTS);
    }

    @CommandHandler
    void decide(RequestPayment command) {
        if (state == OrderState.PLACED) {
            UUID paymentId = PaymentIds.forOrder(command.orderId());
            apply(new PaymentRequested(command.orderId(), paymentId, 1, paymentMethod, total(), capture));
        }
    }

    @CommandHandler
    void decide(ConfirmOrder command) {
        if (state == OrderState.AWAITING_PAYMENT) {
            apply(new OrderConfirmed(command.orderId(), command.attempt(), command.captured()));
        }
    }

    @CommandHandler
    void decide(RejectOrder command) {
        if (state == OrderState.AWAITING_PAYMENT) {
            apply(new OrderRejected(command.orderId(), command.reason(), command.attempt()));
        }
    }

    @CommandHandler
    OrderAnswer decide(CancelOrder command) {
        if (command.expectedVersions() != null && !command.expectedVersions().contains(getVersion())) {
            return refused(Refusal.VERSION_MISMATCH);
        }
        return switch (state) {
            case PLACED, AWAITING_PAYMENT, CONFIRMED -> {
                boolean paymentRequested = state != OrderState.PLACED;
                apply(new OrderCancelled(command.orderId(), command.by(), command.reason(), paymentRequested));
                yield accepted();
            }
            case SHIPPED -> refused(Refusal.ORDER_ALREADY_SHIPPED);
            case REJECTED -> refused(Refusal.ORDER_ALREADY_REJECTED);
            case CANCELLED -> refused(Refusal.ORDER_ALREADY_CANCELLED);
        };
    }

    @CommandHandler
    void decide(RequestPaymentRelease command) {
        if (release == Release.DUE) {
            apply(new PaymentReleaseRequested(command.orderId(), PaymentIds.forOrder(command.orderId())));
        }
    }

    @CommandHandler
    void decide(RecordPaymentRelease command) {
        if (release == Release.REQUESTED) {
            apply(new PaymentReleased(command.orderId(), command.captured(), command.refunded()));
        }
    }

    @EventSourcingHandler
    void evolve(OrderPlaced event) {
        orderId = event.orderId();
        fingerprint = event.fingerprint();
        paymentMethod = event.paymentMethod();
        capture = event.capture();
        total = event.total();
        state = OrderState.PLACED;
    }

    @EventSourcingHandler
    void evolve(PaymentRequested event) {
        state = OrderState.AWAITING_PAYMENT;
    }

    @EventSourcingHandler
    void evolve(OrderConfirmed event) {
        state = OrderState.CONFIRMED;
    }

    @EventSourcingHandler
    void evolve(OrderRejected event) {
        state = OrderState.REJECTED;
        // A declined payment holds nothing; one that never answered may still succeed and must be given back.
        release = event.reason() == RejectionReason.PAYMENT_TIMED_OUT ? Release.DUE : Release.NOT_NEEDED;
    }

    @EventSourcingHandler
    void evolve(OrderCancelled event) {
        state = OrderState.CANCELLED;
        release = event.paymentRequested() ? Release.DUE : Release.NOT_NEEDED;
    }

    @EventSourcingHandler
    void evolve(PaymentReleaseRequested event) {
        release = Release.REQUESTED;
    }

    @EventSourcingHandler
    void evolve(PaymentReleased event) {
        release = Release.DONE;
    }

    private Money total() {
        if (total == null) {
            throw new IllegalStateException("an order has a total from its first event on");
        }
        return total;
    }

    private UUID id() {
        if (orderId == null) {
            throw new IllegalStateException("an order has an id from its first event on");
        }
        return orderId;
    }

    private OrderAnswer accepted() {
        return new OrderAccepted(id(), state, getVersion(), total());
    }

    /** The answer that the first request under this id got, whatever happened to the order since. */
    private OrderAnswer acceptedAtFirst() {
        return new OrderAccepted(id(), OrderState.PLACED, 0, total());
    }

    private OrderAnswer refused(Refusal refusal) {
        return new OrderRefused(id(), refusal, getVersion());
    }
}

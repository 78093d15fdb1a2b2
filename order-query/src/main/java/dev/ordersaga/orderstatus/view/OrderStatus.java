package dev.ordersaga.orderstatus.view;

import dev.ordersaga.api.money.Money;
import dev.ordersaga.api.order.AuthorizationExpired;
import dev.ordersaga.api.order.OrderCancelled;
import dev.ordersaga.api.order.OrderConfirmed;
import dev.ordersaga.api.order.OrderEvent;
import dev.ordersaga.api.order.OrderLine;
import dev.ordersaga.api.order.OrderPlaced;
import dev.ordersaga.api.order.OrderRejected;
import dev.ordersaga.api.order.OrderShipped;
import dev.ordersaga.api.order.PaymentRequested;
import dev.ordersaga.api.order.RejectionReason;
import dev.ordersaga.api.status.OrderAction;
import dev.ordersaga.api.status.OrderState;
import dev.ordersaga.api.status.PaymentStatus;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The status of an order: the fold of its stream, and of nothing else. There is no other fold.
 *
 * @param reason why we said no; null unless rejected
 * @param cancellation null unless cancelled
 * @param version the sequence number of the last event in it, from 0
 * @param timeline oldest first
 */
public record OrderStatus(
        UUID orderId,
        String customerId,
        OrderState status,
        @Nullable RejectionReason reason,
        @Nullable Cancellation cancellation,
        long version,
        Money total,
        List<OrderLine> lines,
        PaymentSummary payment,
        List<TimelineEntry> timeline,
        Instant placedAt,
        Instant updatedAt) {

    /** The status that the first event of a stream begins. */
    public static OrderStatus begin(OrderPlaced event, Instant at) {
        return new OrderStatus(
                event.orderId(),
                event.customerId(),
                OrderState.PLACED,
                null,
                null,
                0,
                event.total(),
                event.lines(),
                PaymentSummary.nothingAskedFor(event.total().currency()),
                List.of(new TimelineEntry(at, Milestone.PLACED)),
                at,
                at);
    }

    /**
     * The status after one more event.
     *
     * @param before null before the first event
     * @param sequence the event's place in the stream, which is the version of the result
     * @throws IllegalStateException when the event is not the one that comes next
     */
    public static OrderStatus evolve(@Nullable OrderStatus before, OrderEvent event, long sequence, Instant at) {
        if (sequence != (before == null ? 0 : before.version + 1)) {
            throw new IllegalStateException("event " + sequence + " of order " + event.orderId() + " comes after "
                    + (before == null ? "none" : before.version));
        }
        if (before == null) {
            return begin((OrderPlaced) event, at);
        }
        return before.after(event, at);
    }

    /** Whether nothing more will happen to the order unless someone asks for it. */
    public boolean isSettled() {
        return switch (status) {
            case PLACED, AWAITING_PAYMENT -> false;
            case CONFIRMED, SHIPPED, REJECTED, CANCELLED -> !payment.status().isMoving();
        };
    }

    private OrderStatus after(OrderEvent event, Instant at) {
        OrderStatus next = with(stateAfter(event), PaymentFold.after(payment, event), Milestone.of(event), at);
        return switch (event) {
            case OrderRejected rejected -> next.because(rejected.reason(), null);
            case OrderCancelled cancelled -> next.because(null, new Cancellation(cancelled.by(), cancelled.reason()));
            default -> next;
        };
    }

    private OrderState stateAfter(OrderEvent event) {
        return switch (event) {
            case OrderPlaced again -> throw new IllegalStateException("placed twice: " + again.orderId());
            case PaymentRequested requested -> OrderState.AWAITING_PAYMENT;
            case OrderConfirmed confirmed -> OrderState.CONFIRMED;
            // A renewal makes it a payment that is awaited, as at first.
            case AuthorizationExpired expired -> expired.renewed() ? OrderState.AWAITING_PAYMENT : status;
            case OrderShipped shipped -> OrderState.SHIPPED;
            case OrderRejected rejected -> OrderState.REJECTED;
            case OrderCancelled cancelled -> OrderState.CANCELLED;
            default -> status;
        };
    }

    /** What a client can ask of the order now. */
    public Set<OrderAction> possible() {
        Set<OrderAction> possible = EnumSet.noneOf(OrderAction.class);
        if (status.canBeCancelled()) {
            possible.add(OrderAction.CANCELLATION);
        }
        if (status == OrderState.AWAITING_PAYMENT && payment.stage() == PaymentStatus.DECLINED) {
            possible.add(OrderAction.PAYMENT_ATTEMPTS);
        }
        if (status == OrderState.CONFIRMED) {
            possible.add(OrderAction.SHIPMENT);
        }
        if (!payment.refundable().isZero()) {
            possible.add(OrderAction.REFUNDS);
        }
        return possible;
    }

    private OrderStatus with(OrderState state, PaymentSummary paymentAfter, Milestone what, Instant at) {
        List<TimelineEntry> longer = Stream.concat(timeline.stream(), Stream.of(new TimelineEntry(at, what)))
                .toList();
        return new OrderStatus(
                orderId,
                customerId,
                state,
                reason,
                cancellation,
                version + 1,
                total,
                lines,
                paymentAfter,
                longer,
                placedAt,
                at);
    }

    private OrderStatus because(@Nullable RejectionReason why, @Nullable Cancellation withdrawn) {
        return new OrderStatus(
                orderId,
                customerId,
                status,
                why,
                withdrawn,
                version,
                total,
                lines,
                payment,
                timeline,
                placedAt,
                updatedAt);
    }
}

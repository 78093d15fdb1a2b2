package dev.ordersaga.orderstatus.view;

import dev.ordersaga.api.money.Money;
import dev.ordersaga.api.order.OrderCancelled;
import dev.ordersaga.api.order.OrderConfirmed;
import dev.ordersaga.api.order.OrderEvent;
import dev.ordersaga.api.order.OrderLine;
import dev.ordersaga.api.order.OrderPlaced;
import dev.ordersaga.api.order.OrderRejected;
import dev.ordersaga.api.order.PaymentReleaseRequested;
import dev.ordersaga.api.order.PaymentReleased;
import dev.ordersaga.api.order.PaymentRequested;
import dev.ordersaga.api.order.RejectionReason;
import dev.ordersaga.api.status.OrderState;
import java.time.Instant;
import java.util.List;
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
        return switch (event) {
            case OrderPlaced again -> throw new IllegalStateException("placed twice: " + again.orderId());
            case PaymentRequested requested ->
                with(OrderState.AWAITING_PAYMENT, payment.requested(requested), Milestone.PAYMENT_REQUESTED, at);
            case OrderConfirmed confirmed ->
                with(
                        OrderState.CONFIRMED,
                        payment.succeeded(confirmed.attempt(), confirmed.captured()),
                        Milestone.CONFIRMED,
                        at);
            case OrderRejected rejected -> rejected(rejected, at);
            case OrderCancelled cancelled -> cancelled(cancelled, at);
            case PaymentReleaseRequested ignored ->
                with(status, payment.releasing(), Milestone.PAYMENT_RELEASE_REQUESTED, at);
            case PaymentReleased released -> with(status, payment.released(released), Milestone.PAYMENT_RELEASED, at);
        };
    }

    /** Without an attempt no answer came: the payment may still succeed, and is then given back. */
    private OrderStatus rejected(OrderRejected event, Instant at) {
        PaymentSummary after = event.attempt() == null ? payment.releasing() : payment.declined(event.attempt());
        OrderStatus rejected = with(OrderState.REJECTED, after, Milestone.REJECTED, at);
        return rejected.because(event.reason(), null);
    }

    private OrderStatus cancelled(OrderCancelled event, Instant at) {
        PaymentSummary after = event.paymentRequested() ? payment.releasing() : payment;
        OrderStatus cancelled = with(OrderState.CANCELLED, after, Milestone.CANCELLED, at);
        return cancelled.because(null, new Cancellation(event.by(), event.reason()));
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

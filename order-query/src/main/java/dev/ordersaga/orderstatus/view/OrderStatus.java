package dev.ordersaga.orderstatus.view;

import dev.ordersaga.api.money.Money;
import dev.ordersaga.api.order.CaptureFailed;
import dev.ordersaga.api.order.CaptureRequested;
import dev.ordersaga.api.order.CaptureSucceeded;
import dev.ordersaga.api.order.OrderCancelled;
import dev.ordersaga.api.order.OrderConfirmed;
import dev.ordersaga.api.order.OrderEvent;
import dev.ordersaga.api.order.OrderLine;
import dev.ordersaga.api.order.OrderPlaced;
import dev.ordersaga.api.order.OrderRejected;
import dev.ordersaga.api.order.OrderShipped;
import dev.ordersaga.api.order.PaymentActionRequested;
import dev.ordersaga.api.order.PaymentAttemptDeclined;
import dev.ordersaga.api.order.PaymentDelayed;
import dev.ordersaga.api.order.PaymentMethodChosen;
import dev.ordersaga.api.order.PaymentReleaseRequested;
import dev.ordersaga.api.order.PaymentReleased;
import dev.ordersaga.api.order.PaymentRequested;
import dev.ordersaga.api.order.RefundFailed;
import dev.ordersaga.api.order.RefundRequested;
import dev.ordersaga.api.order.RefundSucceeded;
import dev.ordersaga.api.order.RejectionReason;
import dev.ordersaga.api.order.ReleaseFailed;
import dev.ordersaga.api.status.OrderAction;
import dev.ordersaga.api.status.OrderState;
import dev.ordersaga.api.status.PaymentState;
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
        return switch (event) {
            case OrderPlaced again -> throw new IllegalStateException("placed twice: " + again.orderId());
            case PaymentRequested requested ->
                with(OrderState.AWAITING_PAYMENT, payment.requested(requested), Milestone.PAYMENT_REQUESTED, at);
            case PaymentAttemptDeclined declined ->
                paid(payment.declined(declined.attempt()), Milestone.PAYMENT_DECLINED, at);
            case PaymentMethodChosen chosen ->
                paid(payment.at(PaymentState.PENDING), Milestone.PAYMENT_METHOD_CHOSEN, at);
            case PaymentActionRequested action ->
                paid(payment.actionRequired(action), Milestone.PAYMENT_ACTION_REQUIRED, at);
            case PaymentDelayed later -> paid(payment.delayed(later), Milestone.PAYMENT_DELAYED, at);
            case OrderConfirmed confirmed ->
                with(
                        OrderState.CONFIRMED,
                        payment.succeeded(confirmed.attempt(), confirmed.captured()),
                        Milestone.CONFIRMED,
                        at);
            case OrderShipped shipped -> with(OrderState.SHIPPED, payment, Milestone.SHIPPED, at);
            case OrderRejected rejected -> rejected(rejected, at);
            case OrderCancelled cancelled -> cancelled(cancelled, at);
            case CaptureRequested money -> paid(payment.at(PaymentState.CAPTURING), Milestone.CAPTURE_REQUESTED, at);
            case CaptureSucceeded money -> paid(payment.captured(money.captured()), Milestone.CAPTURED, at);
            case CaptureFailed money -> paid(payment.captureFailed(), Milestone.CAPTURE_FAILED, at);
            case RefundRequested money -> paid(payment.refundRequested(money), Milestone.REFUND_REQUESTED, at);
            case RefundSucceeded money ->
                paid(payment.refunded(money.refund(), money.amount()), Milestone.REFUNDED, at);
            case RefundFailed money ->
                paid(payment.refundFailed(money.refund(), money.amount()), Milestone.REFUND_FAILED, at);
            case PaymentReleaseRequested money ->
                paid(payment.at(PaymentState.RELEASING), Milestone.PAYMENT_RELEASE_REQUESTED, at);
            case PaymentReleased money -> paid(payment.released(money), Milestone.PAYMENT_RELEASED, at);
            case ReleaseFailed money -> paid(payment.releaseFailed(money), Milestone.PAYMENT_RELEASE_FAILED, at);
        };
    }

    /** What a client can ask of the order now. */
    public Set<OrderAction> possible() {
        Set<OrderAction> possible = EnumSet.noneOf(OrderAction.class);
        if (status.canBeCancelled()) {
            possible.add(OrderAction.CANCELLATION);
        }
        if (status == OrderState.AWAITING_PAYMENT && payment.stage() == PaymentState.DECLINED) {
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

    private OrderStatus paid(PaymentSummary paymentAfter, Milestone what, Instant at) {
        return with(status, paymentAfter, what, at);
    }

    private OrderStatus rejected(OrderRejected event, Instant at) {
        PaymentSummary after =
                switch (event.reason()) {
                    case PAYMENT_DECLINED -> event.attempt() == null ? payment : payment.declined(event.attempt());
                    // It may still succeed, and is then given back.
                    case PAYMENT_TIMED_OUT -> payment.at(PaymentState.RELEASING);
                };
        OrderStatus rejected = with(OrderState.REJECTED, after, Milestone.REJECTED, at);
        return rejected.because(event.reason(), null);
    }

    private OrderStatus cancelled(OrderCancelled event, Instant at) {
        PaymentSummary after = event.paymentRequested() ? payment.at(PaymentState.RELEASING) : payment;
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

package dev.ordersaga.systemtests.model;

import dev.ordersaga.api.money.Money;
import dev.ordersaga.api.order.CaptureSucceeded;
import dev.ordersaga.api.order.DisputeClosed;
import dev.ordersaga.api.order.OrderCancelled;
import dev.ordersaga.api.order.OrderConfirmed;
import dev.ordersaga.api.order.OrderEvent;
import dev.ordersaga.api.order.OrderPlaced;
import dev.ordersaga.api.order.OrderRejected;
import dev.ordersaga.api.order.PaymentReleased;
import dev.ordersaga.api.order.RefundFailed;
import dev.ordersaga.api.order.RefundRequested;
import dev.ordersaga.api.order.RefundSucceeded;
import dev.ordersaga.api.order.ReleaseFailed;
import dev.ordersaga.api.payment.DisputeOutcome;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Independent fold of an order's amounts from its events. */
final class MoneyInEvents {

    private final long total;
    private long captured;
    private long refunded;
    private final Map<Integer, Long> reserved = new HashMap<>();
    private final Set<Integer> succeeded = new HashSet<>();
    private long lost;
    private boolean withoutGoods;
    private boolean releaseFailed;

    private MoneyInEvents(OrderPlaced placed) {
        total = placed.total().minor();
    }

    /** After all of these events; the sums are checked after each. */
    static MoneyInEvents of(List<OrderEvent> stream) {
        MoneyInEvents money = new MoneyInEvents((OrderPlaced) stream.getFirst());
        for (OrderEvent event : stream) {
            money.add(event);
            money.checkSums();
        }
        return money;
    }

    private void checkSums() {
        long pending = reserved.values().stream().mapToLong(amount -> amount).sum();
        boolean isConsistent = captured >= 0 && captured <= total && refunded >= 0 && refunded + pending <= captured;
        if (!isConsistent) {
            throw new InvariantViolation(
                    "an order's amounts are consistent",
                    "%d captured of %d, %d refunded, %d reserved for refunds"
                            .formatted(captured, total, refunded, pending));
        }
    }

    /** What the provider should hold, in minor units. */
    long net() {
        return captured - refunded - lost;
    }

    boolean isWithoutGoods() {
        return withoutGoods;
    }

    boolean isReleaseFailed() {
        return releaseFailed;
    }

    private void add(OrderEvent event) {
        switch (event) {
            case OrderConfirmed confirmed -> captured = confirmed.captured().minor();
            case CaptureSucceeded taken -> captured = taken.captured().minor();
            case RefundRequested refund ->
                reserved.put(refund.refund(), refund.amount().minor());
            case RefundSucceeded refund -> {
                refunded += Objects.requireNonNull(reserved.remove(refund.refund()));
                succeeded.add(refund.refund());
            }
            case RefundFailed refund -> failed(refund);
            case DisputeClosed dispute ->
                lost += dispute.outcome() == DisputeOutcome.LOST
                        ? dispute.amount().minor()
                        : 0;
            case OrderRejected rejected -> withoutGoods = true;
            case OrderCancelled cancelled -> withoutGoods = true;
            case PaymentReleased released -> ending(released.captured(), released.refunded());
            case ReleaseFailed failed -> {
                ending(failed.captured(), failed.refunded());
                releaseFailed = true;
            }
            default -> {}
        }
    }

    private void failed(RefundFailed refund) {
        reserved.remove(refund.refund());
        if (succeeded.remove(refund.refund())) {
            refunded -= refund.amount().minor();
            releaseFailed = releaseFailed || withoutGoods;
        }
    }

    private void ending(Money allCaptured, Money allRefunded) {
        captured = allCaptured.minor();
        refunded = allRefunded.minor();
    }
}

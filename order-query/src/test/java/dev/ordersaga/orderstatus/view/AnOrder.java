package dev.ordersaga.orderstatus.view;

import dev.ordersaga.api.money.Money;
import dev.ordersaga.api.order.AuthorizationExpired;
import dev.ordersaga.api.order.CancelledBy;
import dev.ordersaga.api.order.CaptureFailed;
import dev.ordersaga.api.order.CaptureMode;
import dev.ordersaga.api.order.CaptureRequested;
import dev.ordersaga.api.order.CaptureSucceeded;
import dev.ordersaga.api.order.DisputeClosed;
import dev.ordersaga.api.order.DisputeOpened;
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
import dev.ordersaga.api.payment.AttemptStatus;
import dev.ordersaga.api.payment.DisputeOutcome;
import dev.ordersaga.api.payment.NextAction;
import dev.ordersaga.api.payment.PaymentAttempt;
import dev.ordersaga.api.payment.PaymentIds;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.UUID;
import org.axonframework.common.IdentifierFactory;
import org.jspecify.annotations.Nullable;

/** An order for GBP 15.30, and the events that can happen to it. Its n-th event happens n seconds after the first. */
public record AnOrder(UUID id, String customerId, Instant placedAt) {

    public static final Currency GBP = Currency.getInstance("GBP");
    public static final Money TOTAL = new Money(1530, GBP);
    public static final Money NOTHING = Money.zero(GBP);

    public static AnOrder anOrder() {
        return new AnOrder(newId(), "17850", Instant.parse("2026-11-20T09:30:00.123Z"));
    }

    public AnOrder placedBy(String customer) {
        return new AnOrder(id, customer, placedAt);
    }

    public AnOrder placedAt(Instant time) {
        return new AnOrder(id, customerId, time);
    }

    public static UUID newId() {
        return UUID.fromString(IdentifierFactory.getInstance().generateIdentifier());
    }

    public OrderPlaced placed() {
        OrderLine line =
                new OrderLine("85123A", "WHITE HANGING HEART T-LIGHT HOLDER", 6, new BigDecimal("2.5500"), TOTAL);
        return new OrderPlaced(
                id, "f".repeat(64), customerId, List.of(line), TOTAL, "pm_card_visa", CaptureMode.ON_CONFIRMATION);
    }

    public PaymentRequested paymentRequested() {
        return new PaymentRequested(id, PaymentIds.forOrder(id), 1, "pm_card_visa", TOTAL, CaptureMode.ON_CONFIRMATION);
    }

    public OrderConfirmed captured() {
        return new OrderConfirmed(id, attempt(AttemptStatus.CAPTURED), TOTAL);
    }

    public OrderConfirmed authorized() {
        return new OrderConfirmed(id, attempt(AttemptStatus.AUTHORIZED), NOTHING);
    }

    public PaymentActionRequested actionRequested() {
        var action = new NextAction("redirect_to_url", "https://bank.example/1");
        return new PaymentActionRequested(id, 1, action, placedAt.plusSeconds(900));
    }

    public PaymentDelayed delayed(boolean takesDays) {
        return new PaymentDelayed(id, 1, takesDays);
    }

    public PaymentAttemptDeclined attemptDeclined() {
        var attempt = new PaymentAttempt(1, "pm_card_visa", AttemptStatus.DECLINED, "insufficient_funds");
        return new PaymentAttemptDeclined(id, attempt, false, 1);
    }

    public PaymentMethodChosen methodChosen() {
        return new PaymentMethodChosen(id, 2, "pm_2");
    }

    public OrderRejected declined() {
        return new OrderRejected(
                id,
                RejectionReason.PAYMENT_DECLINED,
                new PaymentAttempt(1, "pm_card_visa", AttemptStatus.DECLINED, "insufficient_funds"));
    }

    public OrderRejected timedOut() {
        return new OrderRejected(id, RejectionReason.PAYMENT_TIMED_OUT, null);
    }

    public OrderCancelled cancelled(@Nullable String reason, boolean paymentRequested) {
        return new OrderCancelled(id, CancelledBy.CUSTOMER, reason, paymentRequested);
    }

    public PaymentReleaseRequested releaseRequested() {
        return new PaymentReleaseRequested(id, PaymentIds.forOrder(id));
    }

    public PaymentReleased released(Money captured) {
        return new PaymentReleased(id, captured, captured);
    }

    public RefundRequested refundRequested(int number, Money amount) {
        return new RefundRequested(id, PaymentIds.forOrder(id), number, amount, "damaged");
    }

    public RefundSucceeded refunded(int number, Money amount) {
        return new RefundSucceeded(id, number, amount);
    }

    public RefundFailed refundFailed(int number, Money amount) {
        return new RefundFailed(id, number, amount, "expired_or_canceled_card");
    }

    public AuthorizationExpired expired(boolean renewed) {
        return new AuthorizationExpired(id, 1, renewed);
    }

    public DisputeOpened disputed(Money amount) {
        return new DisputeOpened(id, "du_1", amount, "fraudulent");
    }

    public DisputeClosed decided(Money amount, DisputeOutcome outcome) {
        return new DisputeClosed(id, "du_1", amount, outcome);
    }

    public OrderShipped shipped() {
        return new OrderShipped(id);
    }

    public CaptureRequested captureRequested() {
        return new CaptureRequested(id, PaymentIds.forOrder(id), 1);
    }

    public CaptureSucceeded captureSucceeded() {
        return new CaptureSucceeded(id, TOTAL);
    }

    public CaptureFailed captureFailed() {
        return new CaptureFailed(id, "reservation_gone");
    }

    public ReleaseFailed releaseFailed() {
        return new ReleaseFailed(id, TOTAL, NOTHING, "expired_or_canceled_card");
    }

    /** The status after these events; the n-th has sequence number n and happened n seconds after the first. */
    public OrderStatus after(OrderEvent... events) {
        OrderStatus status = null;
        for (int i = 0; i < events.length; i++) {
            status = OrderStatus.evolve(status, events[i], i, placedAt.plusSeconds(i));
        }
        if (status == null) {
            throw new IllegalArgumentException("no event, no status");
        }
        return status;
    }

    private static PaymentAttempt attempt(AttemptStatus status) {
        return new PaymentAttempt(1, "pm_card_visa", status, null);
    }
}

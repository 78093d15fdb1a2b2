package dev.ordersaga.api.testing;

import dev.ordersaga.api.money.Money;
import dev.ordersaga.api.order.AuthorizationExpired;
import dev.ordersaga.api.order.CaptureFailed;
import dev.ordersaga.api.order.CaptureRequested;
import dev.ordersaga.api.order.CaptureSucceeded;
import dev.ordersaga.api.order.DisputeClosed;
import dev.ordersaga.api.order.DisputeOpened;
import dev.ordersaga.api.order.OrderCancelled;
import dev.ordersaga.api.order.OrderConfirmed;
import dev.ordersaga.api.order.OrderPlaced;
import dev.ordersaga.api.order.OrderRejected;
import dev.ordersaga.api.order.OrderShipped;
import dev.ordersaga.api.order.PaymentActionRequested;
import dev.ordersaga.api.order.PaymentAttemptDeclined;
import dev.ordersaga.api.order.PaymentCheckRequested;
import dev.ordersaga.api.order.PaymentDelayed;
import dev.ordersaga.api.order.PaymentMethodChosen;
import dev.ordersaga.api.order.PaymentReleaseRequested;
import dev.ordersaga.api.order.PaymentReleased;
import dev.ordersaga.api.order.PaymentRequested;
import dev.ordersaga.api.order.RefundFailed;
import dev.ordersaga.api.order.RefundRequested;
import dev.ordersaga.api.order.RefundSucceeded;
import dev.ordersaga.api.order.ReleaseFailed;
import dev.ordersaga.api.payment.AttemptStatus;
import dev.ordersaga.api.payment.DisputeOutcome;
import dev.ordersaga.api.payment.NextAction;
import dev.ordersaga.api.payment.PaymentAttempt;
import dev.ordersaga.api.payment.PaymentIds;
import dev.ordersaga.api.status.CancelledBy;
import dev.ordersaga.api.status.CaptureMode;
import dev.ordersaga.api.status.OrderLine;
import dev.ordersaga.api.status.RejectionReason;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Builder of the events of one order, with defaults for all that a test does not care about. The order costs GBP 15.30; attempt
 * n pays with {@link #method}{@code (n)}. A new field of an order event is added here and in no other test.
 */
public record OrderEvents(UUID id, String customerId, CaptureMode capture, Instant placedAt) {

    public static final Currency GBP = Currency.getInstance("GBP");
    public static final Money TOTAL = new Money(1530, GBP);
    public static final Money ZERO = Money.zero(GBP);
    public static final List<OrderLine> LINES =
            List.of(new OrderLine("85123A", "WHITE HANGING HEART T-LIGHT HOLDER", 6, new BigDecimal("2.5500"), TOTAL));
    public static final String FINGERPRINT = "f".repeat(64);

    public static final String TENANT = "default";
    public static final NextAction ACTION = new NextAction("redirect_to_url", "https://bank.example/1");
    public static final String DISPUTE = "du_1";
    public static final String REASON = "damaged";

    /** Captured with the confirmation. */
    public static OrderEvents anOrder() {
        return ofOrder(UUID.randomUUID());
    }

    /** Captured with the confirmation. */
    public static OrderEvents ofOrder(UUID id) {
        return new OrderEvents(id, "17850", CaptureMode.ON_CONFIRMATION, Instant.parse("2026-11-20T09:30:00.123Z"));
    }

    public OrderEvents placedBy(String customer) {
        return new OrderEvents(id, customer, capture, placedAt);
    }

    public OrderEvents placedAt(Instant time) {
        return new OrderEvents(id, customerId, capture, time);
    }

    public OrderEvents capturedOnShipment() {
        return new OrderEvents(id, customerId, CaptureMode.ON_SHIPMENT, placedAt);
    }

    public UUID paymentId() {
        return PaymentIds.forOrder(id);
    }

    public static String method(int attempt) {
        return attempt == 1 ? "pm_card_visa" : "pm_" + attempt;
    }

    public static PaymentAttempt attempt(int number, AttemptStatus status) {
        String code = status == AttemptStatus.DECLINED ? "insufficient_funds" : null;
        return new PaymentAttempt(number, method(number), status, code);
    }

    public OrderPlaced placed() {
        return new OrderPlaced(id, FINGERPRINT, TENANT, customerId, LINES, TOTAL, method(1), capture);
    }

    public PaymentRequested paymentRequested() {
        return paymentRequested(1);
    }

    public PaymentRequested paymentRequested(int attempt) {
        return paymentRequested(attempt, method(attempt));
    }

    public PaymentRequested paymentRequested(int attempt, String method) {
        return new PaymentRequested(id, attempt, method, TOTAL, capture);
    }

    public PaymentActionRequested actionRequested() {
        return new PaymentActionRequested(id, 1, ACTION, placedAt.plusSeconds(900));
    }

    public PaymentDelayed delayed(boolean takesDays) {
        return new PaymentDelayed(id, 1, takesDays, placedAt.plusSeconds(takesDays ? 1_209_600 : 900));
    }

    public PaymentAttemptDeclined attemptDeclined() {
        return attemptDeclined(1, false, 1);
    }

    public PaymentAttemptDeclined attemptDeclined(int attempt, boolean hard, int attemptsLeft) {
        return new PaymentAttemptDeclined(id, attempt(attempt, AttemptStatus.DECLINED), hard, attemptsLeft);
    }

    public PaymentMethodChosen methodChosen() {
        return methodChosen(method(2));
    }

    /** For the second attempt. */
    public PaymentMethodChosen methodChosen(String method) {
        return new PaymentMethodChosen(id, 2, method);
    }

    /** With the whole amount captured. */
    public OrderConfirmed confirmed() {
        return confirmed(attempt(1, AttemptStatus.CAPTURED));
    }

    /** With the whole amount captured by this attempt. */
    public OrderConfirmed confirmed(PaymentAttempt attempt) {
        return new OrderConfirmed(id, attempt, TOTAL);
    }

    /** With the amount authorized and nothing captured. */
    public OrderConfirmed confirmedUncaptured() {
        return confirmedUncaptured(attempt(1, AttemptStatus.AUTHORIZED));
    }

    /** With the amount authorized by this attempt and nothing captured. */
    public OrderConfirmed confirmedUncaptured(PaymentAttempt attempt) {
        return new OrderConfirmed(id, attempt, ZERO);
    }

    public AuthorizationExpired authorizationExpired(boolean renewed) {
        return authorizationExpired(1, renewed);
    }

    public AuthorizationExpired authorizationExpired(int attempt, boolean renewed) {
        return new AuthorizationExpired(id, attempt, renewed);
    }

    public OrderShipped shipped() {
        return new OrderShipped(id);
    }

    public CaptureRequested captureRequested() {
        return new CaptureRequested(id, 1);
    }

    public CaptureSucceeded captureSucceeded() {
        return new CaptureSucceeded(id, TOTAL);
    }

    public CaptureFailed captureFailed() {
        return new CaptureFailed(id, "reservation_gone");
    }

    public RefundRequested refundRequested(int number, Money amount) {
        return refundRequested(number, amount, REASON);
    }

    public RefundRequested refundRequested(int number, Money amount, @Nullable String reason) {
        return new RefundRequested(id, number, amount, reason);
    }

    public RefundSucceeded refundSucceeded(int number, Money amount) {
        return new RefundSucceeded(id, number, amount);
    }

    public RefundFailed refundFailed(int number, Money amount) {
        return new RefundFailed(id, number, amount, "expired_or_canceled_card");
    }

    /** With the decline of this attempt. */
    public OrderRejected rejectedByDecline(int attempt) {
        return new OrderRejected(id, RejectionReason.PAYMENT_DECLINED, attempt(attempt, AttemptStatus.DECLINED));
    }

    /** Without a declined attempt: a deadline passed, or the authorization expired. */
    public OrderRejected rejected(RejectionReason reason) {
        return new OrderRejected(id, reason, null);
    }

    public OrderCancelled cancelled(boolean paymentRequested) {
        return cancelled(paymentRequested, null);
    }

    public OrderCancelled cancelled(boolean paymentRequested, @Nullable String reason) {
        return new OrderCancelled(id, CancelledBy.CUSTOMER, reason, paymentRequested);
    }

    public PaymentCheckRequested checkRequested(int check) {
        return new PaymentCheckRequested(id, 1, check);
    }

    public PaymentReleaseRequested releaseRequested() {
        return new PaymentReleaseRequested(id);
    }

    /** With all that was captured refunded. */
    public PaymentReleased released(Money captured) {
        return released(captured, captured);
    }

    public PaymentReleased released(Money captured, Money refunded) {
        return new PaymentReleased(id, captured, refunded);
    }

    /** With the whole amount captured and nothing refunded. */
    public ReleaseFailed releaseFailed() {
        return new ReleaseFailed(id, TOTAL, ZERO, "expired_or_canceled_card");
    }

    public DisputeOpened disputeOpened(Money amount) {
        return new DisputeOpened(id, DISPUTE, amount, "fraudulent", null);
    }

    public DisputeClosed disputeClosed(Money amount, DisputeOutcome outcome) {
        return new DisputeClosed(id, DISPUTE, amount, outcome);
    }
}

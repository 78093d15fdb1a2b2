package dev.ordersaga.lab.oracle;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Independent fold of an order's events: shares no code with the system, only names and fields of events.
 */
final class FoldedOrder {

    private final String id;
    private final Map<Integer, Long> refunds = new HashMap<>();
    private final NavigableMap<Integer, Long> requestedRefunds = new TreeMap<>();
    /** Number of the last refund that was requested when this one failed. */
    private final NavigableMap<Integer, Integer> failedRefunds = new TreeMap<>();

    private String status = "";
    private String customer = "";
    private long total;
    private long captured;
    /** What the release says was refunded; it includes {@link #refundedAtRelease}. */
    private long releasedRefund;

    private long refundedAtRelease;
    private boolean paymentRequested;
    private long version = -1;
    private @Nullable Instant actUntil;
    private boolean isTimedOut;

    private FoldedOrder(String id) {
        this.id = id;
    }

    static FoldedOrder of(String id, List<StoredEvent> stream) {
        FoldedOrder order = new FoldedOrder(id);
        stream.forEach(order::apply);
        return order;
    }

    private void apply(StoredEvent event) {
        version = event.sequence();
        switch (event.type()) {
            case "OrderPlaced" -> {
                status = "PLACED";
                customer = event.payload().path("customerId").asString("");
                total = event.minor("total");
            }
            case "PaymentRequested" -> {
                status = "AWAITING_PAYMENT";
                paymentRequested = true;
            }
            case "OrderConfirmed" -> {
                status = "CONFIRMED";
                captured = event.minor("captured");
            }
            case "OrderShipped" -> status = "SHIPPED";
            case "PaymentActionRequested" ->
                actUntil = Instant.parse(event.payload().path("actUntil").asString());
            case "OrderRejected" -> {
                status = "REJECTED";
                isTimedOut = event.payload().path("reason").asString("").equals("PAYMENT_TIMED_OUT");
            }
            case "OrderCancelled" -> status = "CANCELLED";
            case "CaptureSucceeded" -> captured = event.minor("captured");
            default -> applyReturn(event);
        }
    }

    private void applyReturn(StoredEvent event) {
        switch (event.type()) {
            case "RefundRequested" -> requestedRefunds.put(refund(event), event.minor("amount"));
            case "RefundSucceeded" -> {
                refunds.put(refund(event), event.minor("amount"));
                failedRefunds.remove(refund(event));
            }
            case "RefundFailed" -> {
                refunds.remove(refund(event));
                failedRefunds.put(refund(event), requestedRefunds.isEmpty() ? 0 : requestedRefunds.lastKey());
            }
            case "PaymentReleased", "ReleaseFailed" -> {
                captured = event.minor("captured");
                releasedRefund = event.minor("refunded");
                refundedAtRelease = sumOfRefunds();
            }
            default -> {}
        }
    }

    private static int refund(StoredEvent event) {
        return event.payload().path("refund").asInt(0);
    }

    String id() {
        return id;
    }

    String status() {
        return status;
    }

    String customer() {
        return customer;
    }

    long total() {
        return total;
    }

    long version() {
        return version;
    }

    boolean isPaymentRequested() {
        return paymentRequested;
    }

    long captured() {
        return captured;
    }

    long refunded() {
        return releasedRefund + sumOfRefunds() - refundedAtRelease;
    }

    private long sumOfRefunds() {
        return refunds.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Captured minus refunded amount. */
    long net() {
        return captured - refunded();
    }

    /**
     * Whether a refund failed, so that the customer did not get the amount, and no refund of at least that amount was
     * requested afterwards; each replaces one.
     */
    boolean hasFailedRefund() {
        Map<Integer, Integer> owed = new TreeMap<>(failedRefunds);
        requestedRefunds.forEach((number, amount) -> {
            if (!failedRefunds.containsKey(number)) {
                owed.entrySet().stream()
                        .filter(failed -> failed.getValue() < number
                                && requestedRefunds.getOrDefault(failed.getKey(), Long.MAX_VALUE) <= amount)
                        .findFirst()
                        .ifPresent(failed -> owed.remove(failed.getKey()));
            }
        });
        return !owed.isEmpty() && net() != 0;
    }

    /** The deadline for the customer's action by which the order was rejected; null if it was not. */
    @Nullable
    Instant missedDeadline() {
        return isTimedOut ? actUntil : null;
    }

    /** Whether it was rejected because a deadline had passed. */
    boolean isTimedOut() {
        return isTimedOut;
    }

    boolean isUnfulfilled() {
        return status.equals("REJECTED") || status.equals("CANCELLED");
    }

    boolean isSettled() {
        return isUnfulfilled() || status.equals("CONFIRMED") || status.equals("SHIPPED");
    }
}

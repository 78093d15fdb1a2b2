package dev.ordersaga.simulator.payment;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A Stripe Charge: one payment attempt of a PaymentIntent.
 *
 * @param amount requested, in minor units; fully authorized when the status is SUCCEEDED
 * @param captured amount captured
 * @param released amount authorized and released without being captured
 * @param refunded amount captured and refunded
 * @param captureBefore end of a manual authorization, null when there is none
 * @param failure why it failed, null unless the status is FAILED
 * @param disputeId the dispute of this charge, null when there is none
 */
public record Charge(
        String id,
        Instant created,
        long amount,
        String paymentMethod,
        Status status,
        long captured,
        long released,
        long refunded,
        @Nullable Instant captureBefore,
        @Nullable PaymentError failure,
        @Nullable String disputeId) {

    /** As on the wire, but in upper case. */
    public enum Status {
        SUCCEEDED,
        PENDING,
        FAILED
    }

    /** Authorized amount that is neither captured nor released. */
    public long open() {
        return status == Status.SUCCEEDED ? amount - captured - released : 0;
    }

    /** Captured amount that is not refunded. */
    public long refundable() {
        return captured - refunded;
    }

    public static Charge authorized(
            String id, Instant now, long amount, String method, @Nullable Instant captureBefore) {
        return new Charge(id, now, amount, method, Status.SUCCEEDED, 0, 0, 0, captureBefore, null, null);
    }

    public static Charge pending(String id, Instant now, long amount, String method) {
        return new Charge(id, now, amount, method, Status.PENDING, 0, 0, 0, null, null, null);
    }

    public static Charge failed(String id, Instant now, long amount, String method, PaymentError failure) {
        return new Charge(id, now, amount, method, Status.FAILED, 0, 0, 0, null, failure, null);
    }

    /** A pending charge fails; of a canceled PaymentIntent without an error. Any other charge stays as it is. */
    public Charge failIfPending(@Nullable PaymentError why) {
        return status != Status.PENDING
                ? this
                : new Charge(id, created, amount, paymentMethod, Status.FAILED, 0, 0, 0, null, why, disputeId);
    }

    /** Captures {@code part} and releases the rest. */
    public Charge capture(long part) {
        return withAmounts(part, amount - part, refunded);
    }

    public Charge release() {
        return withAmounts(captured, amount - captured, refunded);
    }

    /** @param more negative when a refund failed */
    public Charge refund(long more) {
        return withAmounts(captured, released, refunded + more);
    }

    public Charge withDispute(String dispute) {
        return copy(captured, released, refunded, dispute);
    }

    private Charge withAmounts(long nowCaptured, long nowReleased, long nowRefunded) {
        return copy(nowCaptured, nowReleased, nowRefunded, disputeId);
    }

    private Charge copy(long nowCaptured, long nowReleased, long nowRefunded, @Nullable String dispute) {
        return new Charge(
                id,
                created,
                amount,
                paymentMethod,
                status,
                nowCaptured,
                nowReleased,
                nowRefunded,
                captureBefore,
                failure,
                dispute);
    }
}

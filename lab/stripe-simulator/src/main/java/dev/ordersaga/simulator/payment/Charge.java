package dev.ordersaga.simulator.payment;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One attempt to get the money of an intent.
 *
 * @param amount what was asked for, in minor units; authorized in full when the status is SUCCEEDED
 * @param captured what was taken
 * @param released what was authorized and given back without being taken
 * @param refunded what was taken and given back
 * @param captureBefore end of a manual authorization, null when there is none
 * @param failure why it failed, null unless the status is FAILED
 * @param disputeId the dispute about it, null when there is none
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
        @Nullable Failure failure,
        @Nullable String disputeId) {

    /** As on the wire, but in upper case. */
    public enum Status {
        SUCCEEDED,
        PENDING,
        FAILED
    }

    /** Money that is neither taken nor given back. */
    public long open() {
        return status == Status.SUCCEEDED ? amount - captured - released : 0;
    }

    /** What can still be given back of what was taken. */
    public long refundable() {
        return captured - refunded;
    }

    static Charge authorized(String id, Instant now, long amount, String method, @Nullable Instant captureBefore) {
        return new Charge(id, now, amount, method, Status.SUCCEEDED, 0, 0, 0, captureBefore, null, null);
    }

    static Charge pending(String id, Instant now, long amount, String method) {
        return new Charge(id, now, amount, method, Status.PENDING, 0, 0, 0, null, null, null);
    }

    static Charge failed(String id, Instant now, long amount, String method, Failure failure) {
        return new Charge(id, now, amount, method, Status.FAILED, 0, 0, 0, null, failure, null);
    }

    Charge withFailure(Failure why) {
        return new Charge(id, created, amount, paymentMethod, Status.FAILED, 0, 0, 0, null, why, disputeId);
    }

    /** What is left of an attempt that the intent does not wait for any longer. */
    Charge abandoned() {
        return status == Status.PENDING
                ? new Charge(id, created, amount, paymentMethod, Status.FAILED, 0, 0, 0, null, null, disputeId)
                : this;
    }

    /** Takes that much and gives the rest back. */
    Charge capture(long taken) {
        return new Charge(
                id,
                created,
                amount,
                paymentMethod,
                Status.SUCCEEDED,
                taken,
                amount - taken,
                refunded,
                captureBefore,
                failure,
                disputeId);
    }

    Charge release() {
        return withMoney(amount - captured, refunded);
    }

    Charge refund(long more) {
        return withMoney(released, refunded + more);
    }

    Charge withDispute(String id) {
        return new Charge(
                this.id,
                created,
                amount,
                paymentMethod,
                status,
                captured,
                released,
                refunded,
                captureBefore,
                failure,
                id);
    }

    private Charge withMoney(long nowReleased, long nowRefunded) {
        return new Charge(
                id,
                created,
                amount,
                paymentMethod,
                status,
                captured,
                nowReleased,
                nowRefunded,
                captureBefore,
                failure,
                disputeId);
    }
}

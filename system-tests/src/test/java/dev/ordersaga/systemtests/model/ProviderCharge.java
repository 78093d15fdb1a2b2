package dev.ordersaga.systemtests.model;

import dev.ordersaga.api.money.Money;
import dev.ordersaga.api.payment.DisputeOutcome;
import dev.ordersaga.payment.gateway.Charge;
import dev.ordersaga.payment.gateway.DisputeAnswer;
import dev.ordersaga.payment.gateway.ProviderAnswer;
import dev.ordersaga.payment.gateway.ProviderRecord;
import dev.ordersaga.payment.gateway.Refund;
import dev.ordersaga.payment.gateway.RefundAnswer;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A charge in the provider's records, with its refunds and its dispute. */
final class ProviderCharge {

    final Charge charge;
    final String reference;
    final Instant createdAt;
    final Map<String, MadeRefund> refunds = new LinkedHashMap<>();
    ProviderAnswer now;

    /** Refunded in the provider's dashboard, without this system's metadata. */
    long refundedByHand;

    /** When it was authorized or captured for the first time. */
    @Nullable
    Instant paidAt;

    /** When an authorization ended without a capture. */
    @Nullable
    Instant endedAt;

    @Nullable
    DisputeAnswer dispute;

    /** When the dispute was opened, which may be long after the charge. */
    @Nullable
    Instant disputedAt;

    /** A refund in the provider's records. */
    static final class MadeRefund {

        final Refund refund;
        final String reference;
        final Instant createdAt;
        RefundAnswer now;

        MadeRefund(Refund refund, String reference, Instant createdAt, RefundAnswer now) {
            this.refund = refund;
            this.reference = reference;
            this.createdAt = createdAt;
            this.now = now;
        }
    }

    ProviderCharge(Charge charge, String reference, Instant createdAt, ProviderAnswer now) {
        this.charge = charge;
        this.reference = reference;
        this.createdAt = createdAt;
        this.now = now;
        changeTo(now, createdAt);
    }

    /** What this system refunded, or is about to. */
    long refundedByUs() {
        return refunded() - refundedByHand;
    }

    void changeTo(ProviderAnswer next, Instant at) {
        now = next;
        boolean isPaid = next instanceof ProviderAnswer.Authorized || next instanceof ProviderAnswer.Captured;
        if (isPaid && paidAt == null) {
            paidAt = at;
        }
        if (!isPaid && paidAt != null) {
            endedAt = at;
        }
    }

    /** Whether it was paid before this moment and still is at it. */
    boolean wasPaidAt(Instant moment) {
        return paidAt != null && paidAt.isBefore(moment) && (endedAt == null || endedAt.isAfter(moment));
    }

    boolean isReserved() {
        return now instanceof ProviderAnswer.Authorized;
    }

    boolean isUndecided() {
        return now instanceof ProviderAnswer.Processing || now instanceof ProviderAnswer.ActionRequired;
    }

    /** Whether it holds money, or may come to hold some. */
    boolean counts() {
        return isReserved() || isUndecided() || captured() > 0;
    }

    long captured() {
        return now instanceof ProviderAnswer.Captured taken ? taken.amount().minor() : 0;
    }

    /** Refunded, or about to be. */
    long refunded() {
        long sum = refundedByHand;
        for (MadeRefund refund : refunds.values()) {
            if (!(refund.now instanceof RefundAnswer.Failed)) {
                sum += refund.refund.amount().minor();
            }
        }
        return sum;
    }

    /** The disputed amount with this outcome; null for open disputes. */
    long disputed(@Nullable DisputeOutcome outcome) {
        DisputeAnswer one = dispute;
        return one != null && one.outcome() == outcome ? one.amount().minor() : 0;
    }

    long net() {
        return captured() - refunded() - disputed(DisputeOutcome.LOST);
    }

    ProviderRecord.OfCharge asRecord() {
        long held = isReserved() ? charge.amount().minor() : captured() - refunded();
        return new ProviderRecord.OfCharge(
                charge.orderId(), charge.attempt(), reference, charge.amount(), money(held), createdAt, now);
    }

    ProviderRecord.OfRefund asRecord(MadeRefund made) {
        return new ProviderRecord.OfRefund(
                charge.orderId(), made.refund.number(), made.reference, made.refund.amount(), made.createdAt, made.now);
    }

    Money money(long minor) {
        return new Money(minor, charge.amount().currency());
    }
}

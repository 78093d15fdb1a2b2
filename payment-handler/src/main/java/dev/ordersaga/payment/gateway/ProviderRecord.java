package dev.ordersaga.payment.gateway;

import dev.ordersaga.api.money.Money;
import java.time.Instant;
import java.util.UUID;

/**
 * A charge, refund or dispute as the provider has recorded it, with the order that this system noted in its metadata.
 */
public sealed interface ProviderRecord {

    UUID orderId();

    /** The provider's id of the object. */
    String reference();

    /** The requested, refunded or withheld amount. */
    Money amount();

    Instant createdAt();

    /**
     * A charge.
     *
     * @param attempt the order's number for it, from 1
     * @param held the amount that is reserved, or captured and not refunded, now
     * @param answer its state now
     */
    record OfCharge(
            UUID orderId,
            int attempt,
            String reference,
            Money amount,
            Money held,
            Instant createdAt,
            ProviderAnswer answer)
            implements ProviderRecord {}

    /**
     * A refund.
     *
     * @param refund the order's number for it; 0 for the refund of a release
     * @param answer its state now
     */
    record OfRefund(UUID orderId, int refund, String reference, Money amount, Instant createdAt, RefundAnswer answer)
            implements ProviderRecord {}

    /** A dispute (chargeback). */
    record OfDispute(UUID orderId, Instant createdAt, DisputeAnswer answer) implements ProviderRecord {

        @Override
        public String reference() {
            return answer.reference();
        }

        @Override
        public Money amount() {
            return answer.amount();
        }
    }
}

package dev.ordersaga.payment.gateway;

import dev.ordersaga.api.money.Money;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A charge, refund or dispute as the provider has recorded it, with the order that this system noted in its metadata.
 */
public sealed interface ProviderRecord {

    /** The provider's id of the object. */
    String reference();

    Instant createdAt();

    /** A record of an order of this system. */
    sealed interface OfOrder extends ProviderRecord {

        UUID orderId();

        /** The requested, refunded or withheld amount. */
        Money amount();
    }

    /**
     * A record that cannot be read: with a state, an amount or a currency that is unknown here.
     *
     * @param orderId the order in its metadata; null if it has none that can be read
     * @param why what cannot be read, for operators
     */
    record Unreadable(@Nullable UUID orderId, String reference, Instant createdAt, String why)
            implements ProviderRecord {}

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
            implements OfOrder {}

    /**
     * A refund.
     *
     * @param refund the order's number for it; 0 for the refund of a release
     * @param answer its state now
     */
    record OfRefund(UUID orderId, int refund, String reference, Money amount, Instant createdAt, RefundAnswer answer)
            implements OfOrder {}

    /** A dispute (chargeback). */
    record OfDispute(UUID orderId, Instant createdAt, DisputeAnswer answer) implements OfOrder {

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

package dev.ordersaga.payment.gateway;

import dev.ordersaga.api.money.Money;
import java.time.Instant;
import java.util.UUID;

/** Something that a provider has on record, and whose it is by what we noted on it when we asked for it. */
public sealed interface ProviderRecord {

    UUID orderId();

    /** The provider's name for it. */
    String reference();

    /** What was asked for, is to be given back, or is withheld. */
    Money amount();

    Instant createdAt();

    /**
     * A charge.
     *
     * @param attempt the order's number for it, from 1
     * @param held what the provider has of it now: reserved, or taken and not given back
     * @param answer where it stands now
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
     * @param refund the order's number for it; 0 for what is given back because the order ended
     * @param answer where it stands now
     */
    record OfRefund(UUID orderId, int refund, String reference, Money amount, Instant createdAt, RefundAnswer answer)
            implements ProviderRecord {}

    /** A customer's complaint to the bank. */
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

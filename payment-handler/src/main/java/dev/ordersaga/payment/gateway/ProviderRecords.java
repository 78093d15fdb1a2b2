package dev.ordersaga.payment.gateway;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What a provider has on record, whoever remembers having asked for it. Like {@link PaymentGateway}, it blocks, and
 * throws when nothing is known.
 */
public interface ProviderRecords {

    /**
     * What the provider has under its own name now.
     *
     * @return empty if it has none, or one that is not ours
     */
    Optional<ProviderRecord> lookUp(String reference);

    /** Shows every charge, refund and dispute of ours that was made in this time, in no order. */
    void show(Instant from, Instant before, Consumer<ProviderRecord> viewer);
}

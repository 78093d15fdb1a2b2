package dev.ordersaga.payment.gateway;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Read access to what a provider has recorded, independent of this system's own records. As with
 * {@link PaymentGateway}, calls block, and an exception means that nothing is known.
 */
public interface ProviderRecords {

    /**
     * The current state of the object with this reference.
     *
     * @return empty if there is none, or if it belongs to another system that shares the account
     */
    Optional<ProviderRecord> lookUp(String reference);

    /**
     * Passes on every charge, refund and dispute of this system that was created in this time, in no particular order.
     */
    void list(Instant from, Instant before, Consumer<ProviderRecord> consumer);
}

package dev.ordersaga.payment.gateway;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Read access to what a provider has recorded, independent of this system's own records. As with
 * {@link PaymentGateway}, calls block, and an exception means that nothing is known. An object that cannot be read is
 * passed on as {@link ProviderRecord.Unreadable}: it does not hide the others.
 */
public interface ProviderRecords {

    /**
     * The current state of the object with this reference.
     *
     * @return empty if there is none, or if it belongs to another system that shares the account
     */
    Optional<ProviderRecord> lookUp(String reference);

    /**
     * Passes on the charge with this reference, and its refunds and disputes, in no particular order. A provider without
     * a way to list those passes on the charge alone.
     */
    default void ofCharge(String reference, Consumer<ProviderRecord> consumer) {
        lookUp(reference).ifPresent(consumer);
    }

    /**
     * Passes on every charge, refund and dispute of this system that was created in this time, in no particular order.
     */
    void list(Instant from, Instant before, Consumer<ProviderRecord> consumer);
}

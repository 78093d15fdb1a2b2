package dev.ordersaga.orderstatus.persons;

import java.util.Collection;
import java.util.Optional;
import java.util.UUID;

/** How the rows of the read model name persons. */
public interface StoredPersons {

    /** The subject of an order: what its customer's orders have in common, without naming the customer. */
    UUID subjectOf(UUID orderId, String tenant, String customerId);

    /** The customer of an order as it is stored. */
    String encrypted(UUID orderId, String customerId);

    /** What {@link #encrypted} returned, in the clear, or its replacement after an erasure. */
    String reveal(String stored);

    /** The subject of a tenant's customer; empty if there is none, or no longer. */
    Optional<UUID> find(String tenant, String customerId);

    /** Loads the keys of these subjects by one statement. */
    void announce(Collection<UUID> subjects);

    /** Loads the keys that these documents need by one statement. */
    void announceDocuments(Collection<byte[]> documents);
}

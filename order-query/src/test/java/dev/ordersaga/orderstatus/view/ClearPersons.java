package dev.ordersaga.orderstatus.view;

import dev.ordersaga.orderstatus.persons.StoredPersons;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Optional;
import java.util.UUID;

/** Names persons in the clear, for tests without a database. */
final class ClearPersons implements StoredPersons {

    @Override
    public UUID subjectOf(UUID orderId, String customerId) {
        return UUID.nameUUIDFromBytes(customerId.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String encrypted(UUID orderId, String customerId) {
        return customerId;
    }

    @Override
    public String reveal(String stored) {
        return stored;
    }

    @Override
    public Optional<UUID> find(String customerId) {
        return Optional.of(UUID.nameUUIDFromBytes(customerId.getBytes(StandardCharsets.UTF_8)));
    }

    @Override
    public void announce(Collection<UUID> subjects) {}

    @Override
    public void announceDocuments(Collection<byte[]> documents) {}
}

package dev.ordersaga.orderstatus.view;

import dev.ordersaga.api.privacy.DataSubject;
import dev.ordersaga.orderstatus.persons.StoredPersons;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Optional;
import java.util.UUID;

/** Names persons in the clear, for tests without a database. */
final class ClearPersons implements StoredPersons {

    @Override
    public UUID subjectOf(UUID orderId, String tenant, String customerId) {
        return subject(tenant, customerId);
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
    public Optional<UUID> find(String tenant, String customerId) {
        return Optional.of(subject(tenant, customerId));
    }

    private static UUID subject(String tenant, String customerId) {
        return UUID.nameUUIDFromBytes(DataSubject.of(tenant, customerId).getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void announce(Collection<UUID> subjects) {}

    @Override
    public void announceDocuments(Collection<byte[]> documents) {}
}

package dev.ordersaga.orderstatus.persons;

import dev.ordersaga.api.privacy.DataSubject;
import dev.ordersaga.api.privacy.PersonalData;
import dev.ordersaga.eventstore.serialization.PayloadProtection;
import dev.ordersaga.privacy.keys.RecordSubjects;
import dev.ordersaga.privacy.keys.SubjectKeys;
import java.util.Collection;
import java.util.Optional;
import java.util.UUID;

/** Names persons by the random identifier of their key, and by text that is encrypted with it. */
public final class EncryptedPersons implements StoredPersons {

    private final SubjectKeys keys;
    private final RecordSubjects records;
    private final PayloadProtection protection;

    public EncryptedPersons(SubjectKeys keys, RecordSubjects records, PayloadProtection protection) {
        this.keys = keys;
        this.records = records;
        this.protection = protection;
    }

    @Override
    public UUID subjectOf(UUID orderId, String tenant, String customerId) {
        String id = orderId.toString();
        return records.known(id).orElseGet(() -> {
            // Of an order that was stored without encryption, the customer is known all the same.
            UUID subject = customerId.equals(PersonalData.ERASED)
                    ? records.of(id)
                    : keys.ofPerson(DataSubject.of(tenant, customerId)).subject();
            records.learn(id, subject);
            return subject;
        });
    }

    @Override
    public String encrypted(UUID orderId, String customerId) {
        return customerId.equals(PersonalData.ERASED)
                ? PersonalData.ERASED
                : protection.protect(orderId.toString(), customerId);
    }

    @Override
    public String reveal(String stored) {
        return protection.reveal(stored);
    }

    @Override
    public Optional<UUID> find(String tenant, String customerId) {
        return keys.subjectOf(DataSubject.of(tenant, customerId));
    }

    @Override
    public void announce(Collection<UUID> subjects) {
        keys.announce(subjects);
    }

    @Override
    public void announceDocuments(Collection<byte[]> documents) {
        protection.announce(documents);
    }
}

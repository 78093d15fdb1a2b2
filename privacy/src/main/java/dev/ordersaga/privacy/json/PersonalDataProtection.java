package dev.ordersaga.privacy.json;

import dev.ordersaga.api.privacy.PersonalData;
import dev.ordersaga.eventstore.serialization.PayloadProtection;
import dev.ordersaga.privacy.keys.KeyRing;
import dev.ordersaga.privacy.keys.PersonalText;
import dev.ordersaga.privacy.keys.RecordSubjects;
import dev.ordersaga.privacy.keys.SubjectKey;
import dev.ordersaga.privacy.keys.SubjectKeys;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import tools.jackson.databind.JacksonModule;

/** Encrypts whatever is stored about a person with the person's own key (crypto-shredding). */
public final class PersonalDataProtection implements PayloadProtection {

    private final SubjectKeys keys;
    private final RecordSubjects records;
    private final KeyRing ring;

    public PersonalDataProtection(SubjectKeys keys, RecordSubjects records, KeyRing ring) {
        this.keys = keys;
        this.records = records;
        this.ring = ring;
    }

    @Override
    public Optional<JacksonModule> jsonModule() {
        return Optional.of(new PersonalDataModule(new PersonalDataCodec(keys, records)));
    }

    @Override
    public void announce(Collection<byte[]> payloads) {
        Set<UUID> subjects = payloads.stream()
                .flatMap(payload -> PersonalText.subjectsIn(payload).stream())
                .collect(Collectors.toSet());
        if (!subjects.isEmpty()) {
            keys.announce(subjects);
        }
    }

    /** Text about an erased person is not stored. */
    @Override
    public String protect(String record, String text) {
        Optional<SubjectKey> key = keys.find(records.of(record));
        return key.map(known -> PersonalText.encrypt(known, text.getBytes(StandardCharsets.UTF_8)))
                .orElse(PersonalData.ERASED);
    }

    @Override
    public String reveal(String stored) {
        if (!PersonalText.isEncrypted(stored)) {
            return stored;
        }
        try {
            return PersonalText.decrypt(stored, keys)
                    .map(text -> new String(text, StandardCharsets.UTF_8))
                    .orElse(PersonalData.ERASED);
        } catch (IllegalArgumentException e) {
            // A text in the clear that only begins like an encrypted one.
            return stored;
        }
    }

    @Override
    public String pseudonym(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(ring.hash(text));
    }
}

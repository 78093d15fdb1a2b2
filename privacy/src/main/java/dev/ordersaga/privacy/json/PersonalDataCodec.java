package dev.ordersaga.privacy.json;

import static com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility.ANY;
import static com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility.NONE;

import dev.ordersaga.api.privacy.PersonalData;
import dev.ordersaga.privacy.keys.PersonalText;
import dev.ordersaga.privacy.keys.RecordSubjects;
import dev.ordersaga.privacy.keys.SubjectKey;
import dev.ordersaga.privacy.keys.SubjectKeys;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.json.JsonMapper;

/** Encrypts and decrypts single values of documents. */
final class PersonalDataCodec {

    /** Values are encrypted as JSON of their fields. */
    private static final JsonMapper PLAIN = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .changeDefaultVisibility(visibility -> visibility
                    .withFieldVisibility(ANY)
                    .withGetterVisibility(NONE)
                    .withIsGetterVisibility(NONE))
            .build();

    private final SubjectKeys keys;
    private final RecordSubjects records;

    PersonalDataCodec(SubjectKeys keys, RecordSubjects records) {
        this.keys = keys;
        this.records = records;
    }

    /**
     * The key for the data of a document; empty if it is erased, or if the document names an erased person.
     *
     * @param record what the document is about; null if it does not say
     * @param person the person that it names; null if it names none, or one that is erased
     */
    Optional<SubjectKey> key(@Nullable String record, @Nullable String person) {
        // What is known about the record counts: after an erasure the name of the person may still be in memory.
        Optional<UUID> known = record == null ? Optional.empty() : records.known(record);
        if (known.isPresent() || person == null) {
            return record == null ? Optional.empty() : keys.find(records.of(record));
        }
        SubjectKey key = keys.ofPerson(person);
        if (record != null) {
            records.learn(record, key.subject());
        }
        return Optional.of(key);
    }

    String encrypt(Object value, SubjectKey key) {
        return PersonalText.encrypt(key, PLAIN.writeValueAsBytes(value));
    }

    /** The value; its replacement if the key is erased. */
    @Nullable
    Object decrypt(String stored, JavaType type) {
        Optional<byte[]> value = PersonalText.decrypt(stored, keys);
        return value.isPresent() ? read(value.get(), type) : replacement(type);
    }

    private static @Nullable Object read(byte[] value, JavaType type) {
        try {
            return PLAIN.readerFor(type).readValue(value);
        } catch (JacksonException e) {
            // Its message would quote the value.
            throw new IllegalStateException("an encrypted value is no " + type.toCanonical());
        }
    }

    /** This record belongs to the subject of this encrypted value. */
    void learn(String record, String stored) {
        records.learn(record, PersonalText.subjectOf(stored));
    }

    static @Nullable Object replacement(JavaType type) {
        if (type.hasRawClass(String.class)) {
            return PersonalData.ERASED;
        }
        return Collection.class.isAssignableFrom(type.getRawClass()) ? List.of() : null;
    }
}

package dev.ordersaga.eventstore.serialization;

import java.util.Collection;
import java.util.Optional;
import tools.jackson.databind.JacksonModule;

/**
 * Encryption of parts of what is stored, such as the personal data in payloads. Declared as a bean by a module that encrypts;
 * without one, everything is stored in the clear.
 */
public interface PayloadProtection {

    /** Stores everything in the clear. */
    PayloadProtection NONE = new PayloadProtection() {
        @Override
        public Optional<JacksonModule> jsonModule() {
            return Optional.empty();
        }

        @Override
        public void announce(Collection<byte[]> payloads) {}

        @Override
        public String protect(String record, String text) {
            return text;
        }

        @Override
        public String reveal(String stored) {
            return stored;
        }

        @Override
        public String pseudonym(String text) {
            return text;
        }
    };

    /** Encrypts and decrypts parts of JSON documents: for every mapper that writes stored data. */
    Optional<JacksonModule> jsonModule();

    /** Loads what the decryption of these payloads needs by one statement, before they are read one by one. */
    void announce(Collection<byte[]> payloads);

    /**
     * Encrypts free text about a record.
     *
     * @param record identifier of what the text is about, such as an aggregate
     */
    String protect(String record, String text);

    /** Decrypts what {@link #protect} returned; a replacement text if its key was erased. Any other text is returned as it is. */
    String reveal(String stored);

    /** A keyed hash of the text: equal for equal texts, and useless to those who do not have the key. */
    String pseudonym(String text);
}

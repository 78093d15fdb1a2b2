package dev.ordersaga.privacy.keys;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** The stored form of a value that is encrypted with a person's key: a marker, and the subject and the encrypted value in Base64url. */
public final class PersonalText {

    /** Begins every encrypted value. */
    private static final String MARKER = "enc1:";

    private static final byte[] MARKER_IN_JSON = ("\"" + MARKER).getBytes(StandardCharsets.US_ASCII);
    private static final int SUBJECT_BYTES = 16;
    /** Digits of Base64 that hold the subject. */
    private static final int SUBJECT_DIGITS = 24;

    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();
    private static final Base64.Decoder DECODER = Base64.getUrlDecoder();

    private PersonalText() {}

    public static String encrypt(SubjectKey key, byte[] value) {
        return RecentTexts.of(key).encrypted(text(value), () -> encrypted(key, value));
    }

    private static String encrypted(SubjectKey key, byte[] value) {
        byte[] subject = KeyRing.bytes(key.subject());
        byte[] encrypted = AesGcm.encrypt(key.key(), key.nonceKey(), value, subject);
        byte[] all = ByteBuffer.allocate(subject.length + encrypted.length)
                .put(subject)
                .put(encrypted)
                .array();
        return MARKER + ENCODER.encodeToString(all);
    }

    public static boolean isEncrypted(String stored) {
        return stored.startsWith(MARKER);
    }

    /** @throws IllegalArgumentException if it is not encrypted */
    public static UUID subjectOf(String stored) {
        int end = MARKER.length() + SUBJECT_DIGITS;
        if (!isEncrypted(stored) || stored.length() < end) {
            throw new IllegalArgumentException("not an encrypted value");
        }
        return id(ByteBuffer.wrap(DECODER.decode(stored.substring(MARKER.length(), end))));
    }

    /** The value; empty if the key is erased. */
    public static Optional<byte[]> decrypt(String stored, SubjectKeys keys) {
        return keys.find(subjectOf(stored))
                .map(key -> RecentTexts.of(key)
                        .decrypted(stored, () -> text(decrypted(stored, key)))
                        .getBytes(StandardCharsets.ISO_8859_1));
    }

    private static byte[] decrypted(String stored, SubjectKey key) {
        ByteBuffer bytes = decoded(stored);
        UUID subject = id(bytes);
        return AesGcm.decrypt(key.key(), bytes, KeyRing.bytes(subject));
    }

    /** The same bytes as a text, which is a key of a map. */
    private static String text(byte[] value) {
        return new String(value, StandardCharsets.ISO_8859_1);
    }

    /** The subjects of all encrypted values in a JSON document. */
    public static Set<UUID> subjectsIn(byte[] json) {
        Set<UUID> subjects = new LinkedHashSet<>();
        int last = json.length - MARKER_IN_JSON.length - SUBJECT_DIGITS;
        for (int at = 0; at <= last; at++) {
            if (json[at] == MARKER_IN_JSON[0] && isMarker(json, at)) {
                int begin = at + MARKER_IN_JSON.length;
                subject(new String(json, begin, SUBJECT_DIGITS, StandardCharsets.ISO_8859_1))
                        .ifPresent(subjects::add);
                at = begin;
            }
        }
        return subjects;
    }

    /** Empty for a text of a client that only begins like an encrypted value. */
    private static Optional<UUID> subject(String digits) {
        try {
            return Optional.of(id(ByteBuffer.wrap(DECODER.decode(digits))));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static boolean isMarker(byte[] json, int at) {
        for (int i = 1; i < MARKER_IN_JSON.length; i++) {
            if (json[at + i] != MARKER_IN_JSON[i]) {
                return false;
            }
        }
        return true;
    }

    private static ByteBuffer decoded(String stored) {
        byte[] bytes = isEncrypted(stored) ? DECODER.decode(stored.substring(MARKER.length())) : new byte[0];
        if (bytes.length < SUBJECT_BYTES) {
            throw new IllegalArgumentException("not an encrypted value");
        }
        return ByteBuffer.wrap(bytes);
    }

    private static UUID id(ByteBuffer bytes) {
        return new UUID(bytes.getLong(), bytes.getLong());
    }
}

package dev.ordersaga.privacy.keys;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.crypto.SecretKey;

/**
 * The keys of the key file: those that wrap the keys of persons, of which the last one wraps new ones, and the one by which
 * persons are found (HMAC).
 */
public final class KeyRing {

    /** Name of the key by which persons are found. */
    static final String SEARCH = "search";

    private final Map<String, SecretKey> wrapping;
    private final String current;
    private final SecretKey search;

    private KeyRing(Map<String, SecretKey> wrapping, String current, byte[] search) {
        this.wrapping = wrapping;
        this.current = current;
        this.search = AesGcm.key(search);
    }

    /**
     * @param lines a name and a key of 32 bytes in Base64 each; empty lines and those that begin with # are ignored
     * @throws IllegalArgumentException without a search key or a wrapping key, or with a line that cannot be read; it names
     *     the line's number only
     */
    public static KeyRing parse(List<String> lines) {
        Map<String, byte[]> keys = new LinkedHashMap<>();
        for (int number = 1; number <= lines.size(); number++) {
            String line = lines.get(number - 1).strip();
            if (!line.isEmpty() && !line.startsWith("#")) {
                String[] parts = line.split("\\s+", -1);
                if (parts.length != 2 || keys.put(parts[0], decoded(parts[1], number)) != null) {
                    throw invalid(number);
                }
            }
        }
        byte[] search = keys.remove(SEARCH);
        if (search == null || keys.isEmpty()) {
            throw new IllegalArgumentException("the key file needs a key named search, and at least one other key");
        }
        Map<String, SecretKey> wrapping = new LinkedHashMap<>();
        keys.forEach((name, key) -> wrapping.put(name, AesGcm.key(key)));
        return new KeyRing(wrapping, List.copyOf(wrapping.keySet()).getLast(), search);
    }

    /** The lines of a new key file. */
    static List<String> generate(String wrappingKey, SecureRandom random) {
        List<String> lines = new ArrayList<>();
        lines.add(
                "# Keys of personal data. Without this file they cannot be read: keep a copy, apart from the database's.");
        for (String name : List.of(SEARCH, wrappingKey)) {
            lines.add(name + " " + Base64.getEncoder().encodeToString(AesGcm.random(AesGcm.KEY_BYTES, random)));
        }
        return lines;
    }

    /** Name of the key that wraps new ones. */
    String current() {
        return current;
    }

    /** HMAC of a text with the search key. */
    public byte[] hash(String text) {
        return AesGcm.hmac(search, text.getBytes(StandardCharsets.UTF_8));
    }

    byte[] wrap(UUID subject, byte[] key, SecureRandom random) {
        return AesGcm.encrypt(named(current), key, bytes(subject), random);
    }

    /** @throws IllegalStateException if the key file has no key of this name, or another one under it */
    byte[] unwrap(UUID subject, byte[] wrapped, String wrappingKey) {
        return AesGcm.decrypt(named(wrappingKey), ByteBuffer.wrap(wrapped), bytes(subject));
    }

    private SecretKey named(String name) {
        SecretKey key = wrapping.get(name);
        if (key == null) {
            throw new IllegalStateException("The key file has no key " + name
                    + ", with which personal data are encrypted." + " It must keep all keys that were ever in use.");
        }
        return key;
    }

    static byte[] bytes(UUID id) {
        return ByteBuffer.allocate(2 * Long.BYTES)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array();
    }

    private static byte[] decoded(String text, int number) {
        try {
            byte[] key = Base64.getDecoder().decode(text);
            if (key.length == AesGcm.KEY_BYTES) {
                return key;
            }
        } catch (IllegalArgumentException e) {
            // Its message would quote the key.
            throw invalid(number);
        }
        throw invalid(number);
    }

    private static IllegalArgumentException invalid(int number) {
        return new IllegalArgumentException("line " + number
                + " of the key file is not a name and 32 bytes in Base64, or its name is not the only one");
    }
}

package dev.ordersaga.privacy.keys;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * The last texts that were encrypted or decrypted with the key of one person, with their encrypted forms. An order names its
 * customer, its payment method and its lines in several events, each of which several processors read. Forgotten with the
 * key: after an erasure within its lease.
 */
final class RecentTexts {

    private static final int MOST = 16;

    private final Map<String, String> encrypted = new ConcurrentHashMap<>();
    private final Map<String, String> decrypted = new ConcurrentHashMap<>();

    String encrypted(String text, Supplier<String> encryption) {
        String known = encrypted.get(text);
        return known == null ? remember(text, encryption.get()) : known;
    }

    String decrypted(String stored, Supplier<String> decryption) {
        String known = decrypted.get(stored);
        if (known != null) {
            return known;
        }
        String text = decryption.get();
        String unused = remember(text, stored);
        return text;
    }

    private String remember(String text, String stored) {
        if (encrypted.size() >= MOST) {
            encrypted.clear();
            decrypted.clear();
        }
        encrypted.put(text, stored);
        decrypted.put(stored, text);
        return stored;
    }

    int size() {
        return Math.max(encrypted.size(), decrypted.size());
    }
}

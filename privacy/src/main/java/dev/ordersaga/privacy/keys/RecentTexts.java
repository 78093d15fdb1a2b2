package dev.ordersaga.privacy.keys;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * The last texts that were encrypted or decrypted with a key, with their encrypted forms: an order names its customer, its
 * payment method and its lines in several events, each of which several processors read. Found by the key only, and
 * therefore not used once its lease is over or it is erased. Bounded in number of keys and of texts per key.
 */
final class RecentTexts {

    static final int MOST_TEXTS = 16;
    private static final int MOST_KEYS = 1_000;

    /** By identity: a key that is read again is another one, and the texts are collected with their key. */
    private static final LoadingCache<SubjectKey, RecentTexts> LAST = Caffeine.newBuilder()
            .weakKeys()
            .maximumSize(MOST_KEYS)
            .executor(Runnable::run)
            .build(key -> new RecentTexts());

    private final Map<String, String> encrypted = new ConcurrentHashMap<>();
    private final Map<String, String> decrypted = new ConcurrentHashMap<>();

    static RecentTexts of(SubjectKey key) {
        return LAST.get(key);
    }

    String encrypted(String text, Supplier<String> encryption) {
        String known = encrypted.get(text);
        if (known != null) {
            return known;
        }
        String stored = encryption.get();
        remember(text, stored);
        return stored;
    }

    String decrypted(String stored, Supplier<String> decryption) {
        String known = decrypted.get(stored);
        if (known != null) {
            return known;
        }
        String text = decryption.get();
        remember(text, stored);
        return text;
    }

    private void remember(String text, String stored) {
        if (size() >= MOST_TEXTS) {
            encrypted.clear();
            decrypted.clear();
        }
        encrypted.put(text, stored);
        decrypted.put(stored, text);
    }

    int size() {
        return Math.max(encrypted.size(), decrypted.size());
    }
}

package dev.ordersaga.privacy.keys;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import javax.crypto.SecretKey;

/**
 * The key of one person.
 *
 * @param subject its random identifier
 * @param nonceKey derived from the key, for nonces
 * @param isErasing whether its erasure is requested, so that no new records are accepted
 */
public record SubjectKey(UUID subject, SecretKey key, SecretKey nonceKey, boolean isErasing) {

    static SubjectKey of(UUID subject, byte[] key, boolean isErasing) {
        SecretKey secret = AesGcm.key(key);
        byte[] derived = AesGcm.hmac(secret, "nonce".getBytes(StandardCharsets.US_ASCII));
        return new SubjectKey(subject, secret, AesGcm.key(derived), isErasing);
    }

    @Override
    public String toString() {
        return "key of " + subject;
    }
}

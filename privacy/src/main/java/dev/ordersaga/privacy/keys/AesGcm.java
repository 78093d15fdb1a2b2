package dev.ordersaga.privacy.keys;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** AES-256-GCM with the nonce in front of the encrypted text. */
final class AesGcm {

    static final int KEY_BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    /** Creating a cipher takes longer than encrypting a short text. */
    private static final ThreadLocal<Cipher> CIPHER = ThreadLocal.withInitial(AesGcm::cipher);

    private static final ThreadLocal<byte[]> LAST_NONCE = ThreadLocal.withInitial(() -> new byte[0]);

    private static final ThreadLocal<Mac> MAC = ThreadLocal.withInitial(AesGcm::mac);

    private AesGcm() {}

    static SecretKey key(byte[] bytes) {
        if (bytes.length != KEY_BYTES) {
            throw new IllegalArgumentException("a key has 32 bytes, not " + bytes.length);
        }
        return new SecretKeySpec(bytes, "AES");
    }

    static byte[] random(int length, SecureRandom random) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    /** With a random nonce. @param context has to be the same when it is decrypted */
    static byte[] encrypt(SecretKey key, byte[] text, byte[] context, SecureRandom random) {
        return encrypt(key, random(NONCE_BYTES, random), text, context);
    }

    /**
     * With a nonce that follows from the text, so that the same text has the same encrypted form: of two texts, nothing is
     * revealed but whether they are the same one.
     *
     * @param nonceKey used for nothing else
     */
    static byte[] encrypt(SecretKey key, SecretKey nonceKey, byte[] text, byte[] context) {
        return encrypt(key, Arrays.copyOf(hmac(nonceKey, text), NONCE_BYTES), text, context);
    }

    /** The JDK refuses the last nonce of a cipher, which is that of the same text here. */
    private static Cipher cipherFor(byte[] nonce) {
        if (Arrays.equals(nonce, LAST_NONCE.get())) {
            CIPHER.remove();
        }
        LAST_NONCE.set(nonce);
        return CIPHER.get();
    }

    private static byte[] encrypt(SecretKey key, byte[] nonce, byte[] text, byte[] context) {
        try {
            Cipher cipher = cipherFor(nonce);
            cipher.init(Cipher.ENCRYPT_MODE, key, new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(context);
            ByteBuffer result = ByteBuffer.allocate(NONCE_BYTES + cipher.getOutputSize(text.length))
                    .put(nonce);
            int unused = cipher.doFinal(ByteBuffer.wrap(text), result);
            return result.array();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot encrypt", e);
        }
    }

    /** @throws IllegalStateException with another key or context, or if the text was changed */
    static byte[] decrypt(SecretKey key, ByteBuffer encrypted, byte[] context) {
        byte[] nonce = new byte[NONCE_BYTES];
        encrypted.get(nonce);
        byte[] text = new byte[encrypted.remaining()];
        encrypted.get(text);
        try {
            Cipher cipher = CIPHER.get();
            cipher.init(Cipher.DECRYPT_MODE, key, new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(context);
            return cipher.doFinal(text);
        } catch (AEADBadTagException e) {
            throw new IllegalStateException("encrypted with another key, or changed since", e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot decrypt", e);
        }
    }

    static byte[] hmac(SecretKey key, byte[] text) {
        try {
            Mac mac = MAC.get();
            mac.init(key);
            return mac.doFinal(text);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot hash", e);
        }
    }

    private static Mac mac() {
        try {
            return Mac.getInstance("HmacSHA256");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HMAC-SHA-256", e);
        }
    }

    private static Cipher cipher() {
        try {
            return Cipher.getInstance("AES/GCM/NoPadding");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has AES-GCM", e);
        }
    }
}

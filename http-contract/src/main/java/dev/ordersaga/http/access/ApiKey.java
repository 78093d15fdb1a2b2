package dev.ordersaga.http.access;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/**
 * API key: {@code osk_}, 32 random bytes in base62, and a checksum of 6 characters, by which scanners for leaked secrets
 * recognize a key, and by which a mistyped one is refused without a look-up.
 *
 * @param text the secret
 */
public record ApiKey(String text) {

    private static final String PREFIX = "osk_";
    private static final int RANDOM_BYTES = 32;
    /** Digits of 2^256 in base62. */
    private static final int RANDOM_DIGITS = 43;

    private static final int CHECK_DIGITS = 6;
    private static final String ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final BigInteger BASE = BigInteger.valueOf(ALPHABET.length());
    private static final Pattern FORM = Pattern.compile(PREFIX + "[0-9A-Za-z]{" + (RANDOM_DIGITS + CHECK_DIGITS) + "}");

    /** @throws IllegalArgumentException if it has not the form of a key, or another checksum */
    public ApiKey {
        if (!isWellFormed(text)) {
            throw new IllegalArgumentException("not an API key: osk_ and 49 letters or digits, with their checksum");
        }
    }

    /** @param random cryptographically strong */
    public static ApiKey generate(RandomGenerator random) {
        byte[] bytes = new byte[RANDOM_BYTES];
        random.nextBytes(bytes);
        String digits = base62(new BigInteger(1, bytes), RANDOM_DIGITS);
        return new ApiKey(PREFIX + digits + checksum(digits));
    }

    /** Whether a bearer token claims to be an API key. */
    static boolean isMeantBy(String token) {
        return token.startsWith(PREFIX);
    }

    static boolean isWellFormed(String text) {
        if (!FORM.matcher(text).matches()) {
            return false;
        }
        int end = PREFIX.length() + RANDOM_DIGITS;
        return checksum(text.substring(PREFIX.length(), end)).equals(text.substring(end));
    }

    /** SHA-256: all that is stored of a key. Its 256 random bits need no slow hash. */
    public byte[] hash() {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.US_ASCII));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static String checksum(String digits) {
        CRC32 crc = new CRC32();
        crc.update(digits.getBytes(StandardCharsets.US_ASCII));
        return base62(BigInteger.valueOf(crc.getValue()), CHECK_DIGITS);
    }

    private static String base62(BigInteger number, int length) {
        char[] digits = new char[length];
        BigInteger rest = number;
        for (int i = length - 1; i >= 0; i--) {
            BigInteger[] quotient = rest.divideAndRemainder(BASE);
            digits[i] = ALPHABET.charAt(quotient[1].intValue());
            rest = quotient[0];
        }
        return new String(digits);
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return PREFIX + "…";
    }
}

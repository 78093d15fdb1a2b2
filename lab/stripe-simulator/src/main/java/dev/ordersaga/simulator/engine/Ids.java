package dev.ordersaga.simulator.engine;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * Ids of one ledger transaction: a function of the ledger's salt, the line number and a counter, so that they never
 * repeat, and so that two runs with the same salt and the same requests give the same ids.
 */
public final class Ids {

    private static final String DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final int LENGTH = 24;
    private static final BigInteger BASE = BigInteger.valueOf(DIGITS.length());

    private final String salt;
    private final long line;
    private int count;

    /** @param line number of the next ledger line */
    public Ids(String salt, long line) {
        this.salt = salt;
        this.line = line;
    }

    /** A new id with this prefix, for example {@code pi_…}. */
    public String next(String prefix) {
        return prefix + "_" + text(salt + '|' + line + '|' + count++, LENGTH);
    }

    /** A pseudo-random text of letters and digits; depends on the seed only. */
    public static String text(String seed, int length) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(seed.getBytes(StandardCharsets.UTF_8));
            BigInteger rest = new BigInteger(1, hash);
            StringBuilder text = new StringBuilder(length);
            for (int i = 0; i < length; i++) {
                BigInteger[] parts = rest.divideAndRemainder(BASE);
                text.append(DIGITS.charAt(parts[1].intValue()));
                rest = parts[0];
            }
            return text.toString();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}

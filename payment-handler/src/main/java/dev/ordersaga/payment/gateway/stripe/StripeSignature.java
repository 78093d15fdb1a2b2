package dev.ordersaga.payment.gateway.stripe;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ordersaga.payment.gateway.InvalidWebhookSignatureException;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * The header {@code t=<seconds>,v1=<hex>,v1=…} that signs a message and its time. The library's own check refuses what is
 * too old, but takes what comes from the future.
 *
 * @param seconds when it was signed
 * @param macs one for each secret that was valid then
 */
record StripeSignature(long seconds, List<byte[]> macs) {

    private static final String ALGORITHM = "HmacSHA256";

    /** @throws InvalidWebhookSignatureException if it is no such header */
    static StripeSignature parse(@Nullable String header) {
        if (header == null) {
            throw new InvalidWebhookSignatureException("there is no signature");
        }
        Long seconds = null;
        List<byte[]> macs = new ArrayList<>();
        for (String part : header.split(",", -1)) {
            String text = part.strip();
            if (text.startsWith("t=")) {
                seconds = number(text.substring(2));
            } else if (text.startsWith("v1=")) {
                macs.add(hex(text.substring(3)));
            }
        }
        if (seconds == null || macs.isEmpty()) {
            throw new InvalidWebhookSignatureException("the signature has no time or no v1");
        }
        return new StripeSignature(seconds, macs);
    }

    /** @throws InvalidWebhookSignatureException unless one of the secrets signed this body, at about this time */
    void verify(byte[] body, List<String> secrets, Instant now, Duration tolerance) {
        boolean isSigned = false;
        for (String secret : secrets) {
            byte[] expected = mac(body, secret);
            for (byte[] mac : macs) {
                isSigned |= MessageDigest.isEqual(expected, mac);
            }
        }
        if (!isSigned) {
            throw new InvalidWebhookSignatureException("no secret of ours signed it");
        }
        // Asked last: whoever cannot sign learns nothing about our clock.
        if (Duration.between(Instant.ofEpochSecond(seconds), now).abs().compareTo(tolerance) > 0) {
            throw new InvalidWebhookSignatureException("it was signed at another time than now");
        }
    }

    private byte[] mac(byte[] body, String secret) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret.getBytes(UTF_8), ALGORITHM));
            mac.update((seconds + ".").getBytes(UTF_8));
            return mac.doFinal(body);
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("every Java has " + ALGORITHM, e);
        }
    }

    private static long number(String text) {
        if (!text.matches("\\d{1,11}")) {
            throw new InvalidWebhookSignatureException("the signature's time is no time");
        }
        return Long.parseLong(text);
    }

    private static byte[] hex(String text) {
        try {
            return HexFormat.of().parseHex(text);
        } catch (IllegalArgumentException e) {
            throw new InvalidWebhookSignatureException("the signature is not hexadecimal");
        }
    }
}

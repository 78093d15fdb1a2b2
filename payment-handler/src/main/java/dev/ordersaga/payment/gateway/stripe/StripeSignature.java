package dev.ordersaga.payment.gateway.stripe;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ordersaga.payment.gateway.InvalidWebhookException;
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
 * Webhook signature: the header {@code t=<seconds>,v1=<hex>,v1=…}, which signs a message and its time. The library's
 * own verification rejects old signatures, but accepts signatures from the future.
 *
 * @param seconds when it was signed, in Unix time
 * @param macs one for each secret that was valid then
 */
record StripeSignature(long seconds, List<byte[]> macs) {

    private static final String ALGORITHM = "HmacSHA256";

    /** @throws InvalidWebhookException if the header is missing or malformed */
    static StripeSignature parse(@Nullable String header) {
        if (header == null) {
            throw new InvalidWebhookException("there is no signature");
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
            throw new InvalidWebhookException("the signature has no time or no v1");
        }
        return new StripeSignature(seconds, macs);
    }

    /** @throws InvalidWebhookException unless this body was signed with one of the secrets within the tolerated time */
    void verify(byte[] body, List<String> secrets, Instant now, Duration tolerance) {
        boolean isSigned = false;
        for (String secret : secrets) {
            byte[] expected = mac(body, secret);
            for (byte[] mac : macs) {
                isSigned |= MessageDigest.isEqual(expected, mac);
            }
        }
        if (!isSigned) {
            throw new InvalidWebhookException("it was signed with none of the secrets");
        }
        // Checked last: an attacker without a secret learns nothing about the local clock.
        if (Duration.between(Instant.ofEpochSecond(seconds), now).abs().compareTo(tolerance) > 0) {
            throw new InvalidWebhookException("it was signed outside the tolerated time");
        }
    }

    private byte[] mac(byte[] body, String secret) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret.getBytes(UTF_8), ALGORITHM));
            mac.update((seconds + ".").getBytes(UTF_8));
            return mac.doFinal(body);
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("every JDK has " + ALGORITHM, e);
        }
    }

    private static long number(String text) {
        if (!text.matches("\\d{1,11}")) {
            throw new InvalidWebhookException("the signature's time is not a number");
        }
        return Long.parseLong(text);
    }

    private static byte[] hex(String text) {
        try {
            return HexFormat.of().parseHex(text);
        } catch (IllegalArgumentException e) {
            throw new InvalidWebhookException("the signature is not hexadecimal");
        }
    }
}

package dev.ordersaga.simulator.webhook;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs webhook payloads as Stripe does: HMAC-SHA256 over time, dot and body. */
final class StripeSignature {

    private static final String ALGORITHM = "HmacSHA256";

    private StripeSignature() {}

    /** The value of the {@code Stripe-Signature} header. */
    static String header(String body, String secret, long epochSecond) {
        return "t=" + epochSecond + ",v1=" + hmac(epochSecond + "." + body, secret);
    }

    private static String hmac(String text, String secret) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM));
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("every Java has " + ALGORITHM, e);
        }
    }
}

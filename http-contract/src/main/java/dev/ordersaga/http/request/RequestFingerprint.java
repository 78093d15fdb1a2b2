package dev.ordersaga.http.request;

import dev.ordersaga.http.body.JsonBody;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Fingerprint of a request: equal for repetitions of the same request, stored beside its idempotency key. */
public final class RequestFingerprint {

    private RequestFingerprint() {}

    /**
     * SHA-256, in 64 lower-case hex digits, of method, path and canonical body: white space and the order of names do
     * not matter.
     *
     * @param path the concrete path, with ids in lower case
     */
    public static String of(String method, String path, JsonBody body) {
        String text = method + "\n" + path + "\n" + body.canonical();
        return HexFormat.of().formatHex(sha256(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}

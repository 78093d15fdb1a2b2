package dev.ordersaga.payment.gateway.sample;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ordersaga.payment.gateway.InvalidWebhookException;
import dev.ordersaga.payment.gateway.WebhookMessage;
import dev.ordersaga.payment.gateway.WebhookVerifier;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.http.HttpHeaders;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Verifies the sample provider's webhooks: an HMAC of the body in the header {@code Sample-Signature}. */
record SampleWebhookVerifier(String secret) implements WebhookVerifier {

    static final String HEADER = "Sample-Signature";

    private static final JsonMapper JSON = new JsonMapper();

    @Override
    public WebhookMessage verify(byte[] body, HttpHeaders headers) {
        String signature = headers.getFirst(HEADER);
        if (signature == null
                || !MessageDigest.isEqual(signature.getBytes(UTF_8), sign(body).getBytes(UTF_8))) {
            throw new InvalidWebhookException("the signature is missing or wrong");
        }
        JsonNode message = parse(body);
        return new WebhookMessage(text(message, "id"), text(message, "type"), text(message, "reference"));
    }

    String sign(byte[] body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static JsonNode parse(byte[] body) {
        try {
            return JSON.readTree(body);
        } catch (JacksonException e) {
            throw new InvalidWebhookException("the body is not JSON");
        }
    }

    private static String text(JsonNode message, String field) {
        String text = message.path(field).asString("");
        if (text.isEmpty()) {
            throw new InvalidWebhookException("the body has no " + field);
        }
        return text;
    }
}

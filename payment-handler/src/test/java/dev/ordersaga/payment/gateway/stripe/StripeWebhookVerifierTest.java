package dev.ordersaga.payment.gateway.stripe;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ordersaga.payment.gateway.InvalidWebhookException;
import dev.ordersaga.payment.gateway.WebhookMessage;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpHeaders;

class StripeWebhookVerifierTest {

    private static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");
    private static final long SECOND = NOW.getEpochSecond();

    private static final String PAID = """
            {"id":"evt_1","object":"event","api_version":"2017-08-15","type":"payment_intent.succeeded",
             "data":{"object":{"id":"pi_1","object":"payment_intent","amount":"not even a number"}}}""";

    private final StripeWebhookVerifier verifier = new StripeWebhookVerifier(
            StripeSimulatorFixture.settings("http://127.0.0.1:1"), Clock.fixed(NOW, ZoneOffset.UTC));

    @ParameterizedTest
    @ValueSource(strings = {"whsec_old", "whsec_new"})
    void idsAreReadForAnyApiVersionAndWithEachSecret(String secret) {
        assertThat(verify(PAID, header(SECOND, PAID, secret)))
                .isEqualTo(new WebhookMessage("evt_1", "payment_intent.succeeded", "pi_1"));
    }

    @Test
    void anIrrelevantEventHasNoReference() {
        String created = PAID.replace("payment_intent.succeeded", "payment_intent.created");
        assertThat(verify(created, header(SECOND, created, "whsec_old")).reference())
                .isNull();
    }

    @Test
    void oneGoodSignatureAmongOthersIsEnough() {
        String good = header(SECOND, PAID, "whsec_new");
        assertThat(verify(PAID, good.replace("v1=", "v1=00ff,v0=abc,v1=")).id()).isEqualTo("evt_1");
    }

    @ParameterizedTest
    @ValueSource(longs = {-300, 0, 300})
    void theClocksMayDifferByTheTolerance(long seconds) {
        assertThat(verify(PAID, header(SECOND + seconds, PAID, "whsec_old")).id())
                .isEqualTo("evt_1");
    }

    @ParameterizedTest
    @ValueSource(longs = {-301, 301})
    void olderAndFutureSignaturesAreRejected(long seconds) {
        assertRejected(PAID, header(SECOND + seconds, PAID, "whsec_old"));
    }

    @Test
    void anotherSecretAnotherBodyAndAnotherTimeAreRejected() {
        assertRejected(PAID, header(SECOND, PAID, "whsec_other"));
        assertRejected(PAID.replace("pi_1", "pi_2"), header(SECOND, PAID, "whsec_old"));
        String signed = header(SECOND, PAID, "whsec_old");
        assertRejected(PAID, signed.replace("t=" + SECOND, "t=" + (SECOND + 1)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nonsense",
                "t=,v1=00",
                "t=1763632800",
                "v1=00",
                "t=-1,v1=00",
                "t=99999999999999999999,v1=00",
                "t=1763632800,v1=xyz"
            })
    void aMalformedHeaderIsRejected(String header) {
        assertRejected(PAID, header);
    }

    @Test
    void aMissingHeaderIsRejected() {
        assertRejected(PAID, null);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "null",
                "{\"id\":",
                "{}",
                "{\"id\":\"evt_1\",\"type\":{},\"data\":{\"object\":{}}}",
                "{\"id\":\"evt_1\",\"type\":\"payment_intent.succeeded\",\"data\":[]}",
                "{\"id\":\"evt_1\",\"type\":\"payment_intent.succeeded\",\"data\":{\"object\":{}}}"
            })
    void aMalformedBodyIsRejectedEvenIfSigned(String body) {
        assertRejected(body, header(SECOND, body, "whsec_old"));
    }

    private void assertRejected(String body, @Nullable String header) {
        assertThatThrownBy(() -> verify(body, header)).isInstanceOf(InvalidWebhookException.class);
    }

    private WebhookMessage verify(String body, @Nullable String header) {
        HttpHeaders headers = new HttpHeaders();
        if (header != null) {
            headers.set("Stripe-Signature", header);
        }
        return verifier.verify(body.getBytes(UTF_8), headers);
    }

    private static String header(long seconds, String body, String secret) {
        return requireNonNull(StripeSimulatorFixture.signature(seconds, body.getBytes(UTF_8), secret)
                .getFirst("Stripe-Signature"));
    }
}

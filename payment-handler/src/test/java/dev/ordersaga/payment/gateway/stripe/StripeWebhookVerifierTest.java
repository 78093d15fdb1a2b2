package dev.ordersaga.payment.gateway.stripe;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ordersaga.payment.gateway.InvalidWebhookException;
import dev.ordersaga.payment.gateway.WebhookMessage;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StripeWebhookVerifierTest {

    private static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");
    private static final long SECOND = NOW.getEpochSecond();

    private static final String PAID = """
            {"id":"evt_1","object":"event","api_version":"2017-08-15","type":"payment_intent.succeeded",
             "data":{"object":{"id":"pi_1","object":"payment_intent","amount":"not even a number"}}}""";

    private final StripeWebhookVerifier notices = new StripeWebhookVerifier(
            StripeSimulatorFixture.settings("http://127.0.0.1:1"), Clock.fixed(NOW, ZoneOffset.UTC));

    @ParameterizedTest
    @ValueSource(strings = {"whsec_old", "whsec_new"})
    void namesAreReadWhateverTheApiVersionAndWhicheverSecretSigned(String secret) {
        assertThat(read(PAID, header(SECOND, PAID, secret)))
                .isEqualTo(new WebhookMessage("evt_1", "payment_intent.succeeded", "pi_1"));
    }

    @Test
    void whatTellsNothingHasNoReference() {
        String created = PAID.replace("payment_intent.succeeded", "payment_intent.created");
        assertThat(read(created, header(SECOND, created, "whsec_old")).reference())
                .isNull();
    }

    @Test
    void oneGoodSignatureAmongOthersIsEnough() {
        String good = header(SECOND, PAID, "whsec_new");
        assertThat(read(PAID, good.replace("v1=", "v1=00ff,v0=abc,v1=")).id()).isEqualTo("evt_1");
    }

    @ParameterizedTest
    @ValueSource(longs = {-300, 0, 300})
    void theClocksMayDifferByTheTolerance(long seconds) {
        assertThat(read(PAID, header(SECOND + seconds, PAID, "whsec_old")).id()).isEqualTo("evt_1");
    }

    @ParameterizedTest
    @ValueSource(longs = {-301, 301})
    void whatIsOlderOrFromTheFutureIsRefused(long seconds) {
        assertRefused(PAID, header(SECOND + seconds, PAID, "whsec_old"));
    }

    @Test
    void anotherSecretAnotherBodyAndAnotherTimeAreRefused() {
        assertRefused(PAID, header(SECOND, PAID, "whsec_other"));
        assertRefused(PAID.replace("pi_1", "pi_2"), header(SECOND, PAID, "whsec_old"));
        String signed = header(SECOND, PAID, "whsec_old");
        assertRefused(PAID, signed.replace("t=" + SECOND, "t=" + (SECOND + 1)));
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
    void aHeaderThatIsNoneIsRefused(String header) {
        assertRefused(PAID, header);
    }

    @Test
    void noHeaderIsRefused() {
        assertRefused(PAID, null);
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
    void nonsenseIsRefusedEvenWhenSigned(String body) {
        assertRefused(body, header(SECOND, body, "whsec_old"));
    }

    private void assertRefused(String body, @Nullable String header) {
        assertThatThrownBy(() -> read(body, header)).isInstanceOf(InvalidWebhookException.class);
    }

    private WebhookMessage read(String body, @Nullable String header) {
        return notices.read(body.getBytes(UTF_8), header);
    }

    private static String header(long seconds, String body, String secret) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(UTF_8), "HmacSHA256"));
            return "t=" + seconds + ",v1="
                    + HexFormat.of().formatHex(mac.doFinal((seconds + "." + body).getBytes(UTF_8)));
        } catch (java.security.GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}

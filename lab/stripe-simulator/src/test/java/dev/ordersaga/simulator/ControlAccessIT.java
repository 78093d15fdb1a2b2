package dev.ordersaga.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.stripe.param.PaymentIntentCreateParams;
import com.stripe.param.PaymentIntentCreateParams.CaptureMethod;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a page of another site, or a mistake, could do to the control API. */
class ControlAccessIT {

    @RegisterExtension
    final RunningSimulator simulator =
            new RunningSimulator(options -> options.webhook("http://hooks.test:8080/stripe", "whsec_configured"));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "faults",
                "clock",
                "webhook_endpoints",
                "events/evt_1/delivery",
                "disputes/du_1",
                "refunds/re_1",
                "appearances/pi_1",
                "orders/o1/dispute",
                "payment_intents/pi_1/settlement",
                "dashboard/payment_intents"
            })
    void changesNeedTheHeader(String path) throws Exception {
        HttpResponse<String> refused = simulator.form("/simulator/" + path, "{}");
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.body()).contains("Simulator-Control");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://example.com/hook",
                "http://169.254.169.254/latest",
                "http://127.0.0.1.example.com/",
                "http://10.0.0.1/",
                "http://hooks.test:8081/stripe",
                "https://hooks.test:8080/stripe",
                "http://user@example.com:80@127.0.0.1/",
                "file:///etc/passwd"
            })
    void webhooksAreSentToThisMachineOrTheConfiguredServerOnly(String url) throws Exception {
        assertThat(control("webhook_endpoints", endpoint(url)).statusCode()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1:9/x",
                "http://127.1.2.3:9/x",
                "http://localhost:9/x",
                "http://[::1]:9/x",
                "http://hooks.test:8080/other"
            })
    void otherEndpointsAreAdded(String url) throws Exception {
        assertThat(control("webhook_endpoints", endpoint(url)).statusCode()).isEqualTo(200);
    }

    @Test
    void thereAreFewEndpoints() throws Exception {
        for (int i = 0; i < 15; i++) {
            assertThat(control("webhook_endpoints", endpoint("http://127.0.0.1:9/" + i))
                            .statusCode())
                    .isEqualTo(200);
        }
        assertThat(control("webhook_endpoints", endpoint("http://127.0.0.1:9/16"))
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void numbersAndBodiesAreBounded() throws Exception {
        simulator.pay("o1", 1530, "pm_card_visa", CaptureMethod.AUTOMATIC);
        String event =
                simulator.stripe().v1().events().list().getData().getFirst().getId();
        assertThat(control("events/" + event + "/delivery", "{\"times\":3000000}")
                        .statusCode())
                .isEqualTo(400);
        assertThat(control("events/" + event + "/delivery", "{\"times\":0}").statusCode())
                .isEqualTo(400);
        assertThat(control("clock", "{\"advanceSeconds\":31622401}").statusCode())
                .isEqualTo(400);
        assertThat(control("orders/o1/dispute", "{\"evidenceSeconds\":99999999999}")
                        .statusCode())
                .isEqualTo(400);
        assertThat(control("faults", "{\"fault\":\"" + "x".repeat(70_000) + "\"}")
                        .statusCode())
                .isEqualTo(413);
    }

    @Test
    void theBanksPageWorksWithoutTheHeaderButNotFromAnotherSite() throws Exception {
        PaymentIntentCreateParams.Builder payment = RunningSimulator.payment(
                        "o1", 1530, "pm_card_authenticationRequired", CaptureMethod.AUTOMATIC)
                .setReturnUrl("https://shop.example/orders/o1?lang=en#top");
        String id =
                simulator.stripe().v1().paymentIntents().create(payment.build()).getId();
        String page = "/simulator/payment_intents/" + id + "/authentication";
        assertThat(simulator
                        .form(page, "outcome=succeed", "Origin", "https://evil.example")
                        .statusCode())
                .isEqualTo(403);
        assertThat(simulator.form(page, "outcome=succeed", "Origin", "null").statusCode())
                .isEqualTo(403);
        HttpResponse<String> back = simulator.form(
                page, "outcome=succeed", "Origin", simulator.server().url());
        assertThat(back.statusCode()).isEqualTo(303);
        assertThat(back.headers().firstValue("Location").orElse(""))
                .startsWith("https://shop.example/orders/o1?lang=en&payment_intent=" + id
                        + "&payment_intent_client_secret=" + id + "_secret_")
                .endsWith("&redirect_status=succeeded#top");
    }

    private HttpResponse<String> control(String path, String body) throws Exception {
        return simulator.form("/simulator/" + path, body, "Simulator-Control", "test");
    }

    private static String endpoint(String url) {
        return "{\"url\":\"" + url + "\",\"secret\":\"whsec_x\"}";
    }
}

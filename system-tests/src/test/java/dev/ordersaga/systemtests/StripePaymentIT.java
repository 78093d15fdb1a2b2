package dev.ordersaga.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import tools.jackson.databind.JsonNode;

/**
 * Payments with Stripe's adapter and the embedded Stripe simulator: webhooks that are late, duplicated, reordered or
 * missing, and the simulator's ledger at the end.
 */
@ExtendWith(OutputCaptureExtension.class)
@ResourceLock("the shared Stripe simulator")
class StripePaymentIT {

    private static final long TOTAL = 1530;

    private static StripeSystem system;
    private static OrderClient customer;
    private static SimulatorProcess provider;

    @BeforeAll
    static void open() {
        system = StripeSystem.shared();
        customer = system.customer();
        provider = system.provider();
    }

    @AfterEach
    void behave() {
        provider.behave();
    }

    @Test
    void anOrderIsPaidOnceAndRefundedOnce() {
        String location = customer.place("pm_card_visa");
        assertThat(customer.settled(location).path("status").asString()).isEqualTo("CONFIRMED");
        assertThat(provider.net(orderId(location))).isEqualTo(TOTAL);

        customer.cancel(location);
        JsonNode order = customer.settled(location);
        assertThat(order.path("payment").path("status").asString()).isEqualTo("REFUNDED");
        assertThat(provider.net(orderId(location))).isZero();
    }

    @Test
    void anAuthorizationIsCapturedOnShipment() {
        String location = customer.placeForShipment("pm_card_visa");
        JsonNode reserved = customer.settled(location);
        assertThat(reserved.path("payment").path("status").asString()).isEqualTo("AUTHORIZED");
        assertThat(provider.net(orderId(location))).isZero();

        customer.ship(location);
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(provider.net(orderId(location))).isEqualTo(TOTAL));
        assertThat(customer.settled(location).path("payment").path("status").asString())
                .isEqualTo("CAPTURED");
    }

    @Test
    void theWebhookSettlesAnUnknownOutcome() {
        provider.fault("{\"fault\":\"effect-then-delay\",\"op\":\"create\",\"times\":1,\"seconds\":60}");
        provider.fault("{\"fault\":\"webhook-early\"}");
        provider.fault("{\"fault\":\"hang\",\"op\":\"list\",\"seconds\":60}");

        String location = customer.place("pm_card_visa");

        assertThat(customer.settled(location).path("status").asString()).isEqualTo("CONFIRMED");
        assertThat(provider.net(orderId(location))).isEqualTo(TOTAL);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"webhook-never\"",
                "\"webhook-early\"",
                "\"webhook-late\",\"seconds\":1",
                "\"webhook-duplicate\",\"count\":3",
                "\"webhook-shuffle\",\"seconds\":1"
            })
    void webhookFaultsMakeNoDifference(String fault) {
        provider.fault("{\"fault\":" + fault + "}");
        provider.fault("{\"fault\":\"effect-then-error\",\"op\":\"create\",\"probability\":0.5,\"seed\":7}");
        List<String> good = new ArrayList<>();
        List<String> declined = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            good.add(customer.place("pm_card_visa"));
            declined.add(customer.place("pm_card_chargeDeclined"));
        }
        for (String location : good) {
            assertThat(customer.settled(location).path("status").asString()).isEqualTo("CONFIRMED");
            assertThat(provider.net(orderId(location))).isEqualTo(TOTAL);
        }
        for (String location : declined) {
            assertThat(customer.settled(location).path("status").asString()).isEqualTo("REJECTED");
            assertThat(provider.net(orderId(location))).isZero();
        }
    }

    /** Nor when it is refused: see RawRequestsTest. */
    @Test
    void theSecretOfAReturningCustomerIsInNoLog(CapturedOutput output) {
        String location = customer.place("pm_card_authenticationRequired");
        String back = location + "?payment_intent=pi_1&payment_intent_client_secret=pi_1_secret_Zm9v&redirect_status=";

        HttpResponse<String> page = customer.get(back + "succeeded", "Accept", "text/html");
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("Content-Type")).hasValue("text/html;charset=UTF-8");
        assertThat(page.body()).doesNotContain("Zm9v");
        assertThat(customer.get(back + "failed").statusCode()).isEqualTo(200);
        customer.cancel(location);
        customer.settled(location);
        LoggerFactory.getLogger(StripePaymentIT.class).warn("the end of the log");
        assertThat(output).contains("the end of the log").doesNotContain("Zm9v", "redirect_status");
    }

    @Test
    void anAuthenticatedPaymentSucceeds() {
        String location = customer.place("pm_card_authenticationRequired");
        String order = orderId(location);
        await().atMost(Duration.ofSeconds(30)).until(() -> provider.intentOf(order) != null);

        provider.control(
                "POST", "payment_intents/" + provider.intentOf(order) + "/authentication", "{\"outcome\":\"succeed\"}");

        await().atMost(Duration.ofSeconds(30))
                .until(() ->
                        customer.settled(location).path("status").asString().equals("CONFIRMED"));
        assertThat(provider.net(order)).isEqualTo(TOTAL);
    }

    @Test
    void aDisputeIsShownAndSoIsItsOutcome() {
        String location = customer.place("pm_card_createDispute");
        system.awaitOrder(
                location,
                order -> order.path("payment").path("status").asString().equals("DISPUTED"));
        String dispute = OrderClient.json(customer.get(location))
                .path("payment")
                .path("disputes")
                .path(0)
                .path("reference")
                .asString();

        provider.control("POST", "disputes/" + dispute, "{\"outcome\":\"lost\"}");

        system.awaitOrder(
                location,
                order -> order.path("payment").path("status").asString().equals("CHARGED_BACK"));
    }

    @Test
    void aRedeliveredWebhookChangesNothing() {
        String location = customer.place("pm_card_visa");
        customer.settled(location);
        String before = customer.get(location).body();
        for (JsonNode event : provider.get("events?limit=100").path("data")) {
            if (event.path("data")
                    .path("object")
                    .path("metadata")
                    .path("orderId")
                    .asString("")
                    .equals(orderId(location))) {
                provider.control("POST", "events/" + event.path("id").asString() + "/delivery", "{\"times\":3}");
            }
        }
        assertThat(customer.get(location).body()).isEqualTo(before);
        assertThat(provider.net(orderId(location))).isEqualTo(TOTAL);
    }

    @Test
    void anUnsignedWebhookIsRejected() {
        HttpResponse<String> forged = customer.post(
                "/payments/webhooks/stripe",
                "{\"id\":\"evt_1\",\"type\":\"payment_intent.succeeded\",\"data\":{\"object\":{\"id\":\"pi_1\"}}}",
                OrderClient.newKey());
        assertThat(forged.statusCode()).isEqualTo(400);
        assertThat(OrderClient.json(forged).path("code").asString()).isEqualTo("bad-request");
        assertThat(customer.post("/payments/webhooks/stripe", "x".repeat(600_000), OrderClient.newKey())
                        .statusCode())
                .isEqualTo(413);
    }

    private static String orderId(String location) {
        return location.substring(location.lastIndexOf('/') + 1);
    }
}

package dev.ordersaga.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.stripe.model.PaymentIntent;
import com.stripe.param.PaymentIntentCreateParams.CaptureMethod;
import java.nio.file.Files;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Which calls a fault rule applies to, and how it is logged. */
class FaultRulesIT {

    @RegisterExtension
    final WebhookReceiver receiver = new WebhookReceiver();

    @RegisterExtension
    final RunningSimulator simulator =
            new RunningSimulator(options -> options.webhook(receiver.url(), WebhookReceiver.SECRET));

    @Test
    void captureCancelAndRefundMatchTheOrderIdOfTheirPaymentIntent() throws Exception {
        for (String op : List.of("capture", "cancel", "refund")) {
            simulator.fault("{\"fault\":\"error\",\"op\":\"" + op + "\",\"orderId\":\"o1\",\"status\":503}");
        }
        PaymentIntent mine = simulator.pay("o1", 1530, "pm_card_visa", CaptureMethod.MANUAL);
        PaymentIntent other = simulator.pay("o2", 1530, "pm_card_visa", CaptureMethod.MANUAL);
        String path = "/v1/payment_intents/";
        assertThat(simulator.form(path + mine.getId() + "/capture", "").statusCode())
                .isEqualTo(503);
        assertThat(simulator.form(path + mine.getId() + "/cancel", "").statusCode())
                .isEqualTo(503);
        assertThat(simulator
                        .form("/v1/refunds", "payment_intent=" + mine.getId())
                        .statusCode())
                .isEqualTo(503);
        assertThat(simulator.form(path + other.getId() + "/capture", "").statusCode())
                .isEqualTo(200);
        assertThat(simulator
                        .form("/v1/refunds", "charge=" + other.getLatestCharge())
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void rulesMatchByNthTimesAndPaymentMethod() throws Exception {
        simulator.fault("{\"fault\":\"error\",\"op\":\"create\",\"nth\":2}");
        assertThat(simulator.form("/v1/payment_intents", formOf("o1")).statusCode())
                .isEqualTo(200);
        assertThat(simulator.form("/v1/payment_intents", formOf("o1")).statusCode())
                .isEqualTo(500);
        assertThat(simulator.form("/v1/payment_intents", formOf("o1")).statusCode())
                .isEqualTo(200);
        JsonNode active = simulator.control("GET", "faults", "").path("faults").path(0);
        assertThat(active.path("matched").asInt(0)).isEqualTo(3);
        assertThat(active.path("fired").asInt(0)).isEqualTo(1);

        simulator.control("DELETE", "faults/" + active.path("id").asString(), "");
        simulator.fault("{\"fault\":\"error\",\"paymentMethod\":\"pm_card_amex\"}");
        assertThat(simulator.form("/v1/payment_intents", formOf("o1")).statusCode())
                .isEqualTo(200);
        assertThat(simulator
                        .form("/v1/payment_intents", formOf("o1").replace("visa", "amex"))
                        .statusCode())
                .isEqualTo(500);
        simulator.control("DELETE", "faults", "");
        assertThat(simulator
                        .form("/v1/payment_intents", formOf("o1").replace("visa", "amex"))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void probabilityDependsOnSeedAndOrderOnly() throws Exception {
        String rule = "{\"fault\":\"decline\",\"op\":\"create\",\"probability\":0.5,\"seed\":7}";
        simulator.fault(rule);
        Set<String> first = declinedOrders(false);
        simulator.control("DELETE", "faults", "");
        simulator.fault(rule);
        assertThat(declinedOrders(true)).isEqualTo(first);
        assertThat(first.size()).isBetween(5, 25);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"fault\":\"bad-weather\"}",
                "{\"fault\":\"decline\",\"code\":\"nobody_knows\"}",
                "{\"fault\":\"decline\",\"op\":\"refund\"}",
                "{\"fault\":\"error\",\"event\":\"charge.*\"}",
                "{\"fault\":\"error\",\"op\":\"dance\"}",
                "{\"fault\":\"error\",\"probability\":1.5}",
                "{\"fault\":\"error\",\"status\":200}",
                "{\"fault\":\"error\",\"nth\":0}",
                "{\"fault\":\"garbage\",\"form\":\"poem\"}",
                "{\"fault\":\"reset\",\"form\":\"html\"}",
                "{\"fault\":\"hang\",\"form\":\"html\"}",
                "{\"fault\":\"error\",\"unknown\":1}",
                "not json"
            })
    void rulesThatCouldNeverFireAreRejected(String rule) {
        assertThat(catchThrowable(() -> simulator.fault(rule))).hasMessageStartingWith("400");
    }

    @Test
    void theFaultLogCanBeRead() throws Exception {
        simulator.fault("{\"fault\":\"error\",\"op\":\"create\",\"seed\":99}");
        simulator.form("/v1/payment_intents", formOf("o1"), "Idempotency-Key", "k");
        String log = Files.readString(simulator.directory().resolve("faults.jsonl"));
        assertThat(log.lines()).hasSize(2);
        JsonNode line = RunningSimulator.json(log.lines().toList().getLast());
        assertThat(line.path("seed").asLong(0)).isEqualTo(99);
        assertThat(line.path("rule").asString()).isEqualTo("fault_1");
        assertThat(line.path("context").path("key").asString()).isEqualTo("k");
        assertThat(line.path("context").path("op").asString()).isEqualTo("create");
    }

    private Set<String> declinedOrders(boolean backwards) throws Exception {
        Set<String> declined = new HashSet<>();
        for (int i = 0; i < 30; i++) {
            String order = "order-" + (backwards ? 29 - i : i);
            if (simulator.form("/v1/payment_intents", formOf(order)).statusCode() == 402) {
                declined.add(order);
            }
        }
        return declined;
    }

    private static String formOf(String orderId) {
        return "amount=1530&currency=gbp&confirm=true&payment_method_types[]=card&payment_method=pm_card_visa"
                + "&metadata[orderId]=" + orderId;
    }
}

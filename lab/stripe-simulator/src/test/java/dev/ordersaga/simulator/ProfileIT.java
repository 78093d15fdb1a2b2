package dev.ordersaga.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import com.stripe.exception.ApiConnectionException;
import com.stripe.param.PaymentIntentCreateParams.CaptureMethod;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ProfileIT {

    @RegisterExtension
    final RunningSimulator simulator =
            new RunningSimulator(options -> options.seed(42).profile("20,20,20,20,20"));

    @Test
    void eachOrderEndsAsItsProfileSays() throws Exception {
        Map<String, Integer> seen = new HashMap<>();
        for (int i = 0; i < 30; i++) {
            String order = "order-" + i;
            String expected = simulator
                    .control("GET", "profile/" + order, "")
                    .path("outcome")
                    .asString();
            seen.merge(expected, 1, Integer::sum);
            if (expected.equals("timeout-after-charge")) {
                assertChargedWithoutResponse(order);
            } else {
                var answer = simulator.form("/v1/payment_intents", form(order, "pm_card_visa"));
                assertThat(answer.statusCode()).isEqualTo(expected.endsWith("decline") ? 402 : 200);
                assertThat(RunningSimulator.json(answer.body()).path("status").asString(""))
                        .isEqualTo(status(expected));
            }
        }
        assertThat(seen.keySet())
                .containsExactlyInAnyOrder("ok", "soft-decline", "hard-decline", "action", "timeout-after-charge");
    }

    @Test
    void theProfileAppliesToSuccessfulMethodsOnly() throws Exception {
        String declined = orderThat("hard-decline");
        assertThat(simulator
                        .form("/v1/payment_intents", form(declined, "pm_card_refundFail"))
                        .statusCode())
                .isEqualTo(200);
        assertThat(simulator
                        .form("/v1/payment_intents", form(declined, "pm_card_mastercard"))
                        .statusCode())
                .isEqualTo(402);
        String fine = orderThat("ok");
        assertThat(simulator
                        .form("/v1/payment_intents", form(fine, "pm_card_chargeDeclined"))
                        .statusCode())
                .isEqualTo(402);
    }

    private void assertChargedWithoutResponse(String order) throws Exception {
        int before = simulator.postings().size();
        var payment = RunningSimulator.payment(order, 1530, "pm_card_visa", CaptureMethod.AUTOMATIC)
                .build();
        var impatient = simulator.stripe(Duration.ofMillis(200)).v1().paymentIntents();
        assertThat(catchThrowable(() -> impatient.create(payment, RunningSimulator.key(order))))
                .isInstanceOf(ApiConnectionException.class);
        await().until(() -> simulator.postings().size() == before + 2);
        assertThat(simulator
                        .stripe()
                        .v1()
                        .paymentIntents()
                        .create(payment, RunningSimulator.key(order))
                        .getStatus())
                .isEqualTo("succeeded");
        assertThat(simulator.postings()).hasSize(before + 2);
    }

    private String orderThat(String outcome) throws Exception {
        for (int i = 0; ; i++) {
            String told = simulator
                    .control("GET", "profile/order-" + i, "")
                    .path("outcome")
                    .asString();
            if (told.equals(outcome)) {
                return "order-" + i;
            }
        }
    }

    private static String status(String outcome) {
        return switch (outcome) {
            case "ok" -> "succeeded";
            case "action" -> "requires_action";
            default -> "";
        };
    }

    private static String form(String order, String method) {
        return "amount=1530&currency=gbp&confirm=true&payment_method_types[]=card&metadata[orderId]=" + order
                + "&payment_method=" + method;
    }
}

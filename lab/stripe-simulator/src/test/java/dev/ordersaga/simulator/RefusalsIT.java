package dev.ordersaga.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.stripe.model.PaymentIntent;
import com.stripe.param.PaymentIntentCreateParams.CaptureMethod;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** A definite no: by the state of the object, or injected. */
class RefusalsIT {

    private static final String KEY = "Idempotency-Key";

    @RegisterExtension
    final RunningSimulator simulator = new RunningSimulator();

    @ParameterizedTest
    @CsvSource({
        "capture,MANUAL,payment_intent_unexpected_state",
        "cancel,MANUAL,payment_intent_unexpected_state",
        "refund,AUTOMATIC,charge_already_refunded",
        "create,AUTOMATIC,payment_intent_invalid_parameter",
        "retrieve,AUTOMATIC,resource_missing"
    })
    void anInjectedRefusalHasNoEffect(String op, CaptureMethod capture, String code) throws Exception {
        PaymentIntent paid = simulator.pay("o1", 1000, "pm_card_visa", capture);
        int before = successes();
        simulator.fault("{\"fault\":\"refuse\",\"op\":\"" + op + "\",\"times\":1}");

        HttpResponse<String> refused = request(op, paid.getId(), "k1");
        assertThat(refused.statusCode()).isEqualTo(400);
        JsonNode error = RunningSimulator.json(refused.body()).path("error");
        assertThat(error.path("type").asString()).isEqualTo("invalid_request_error");
        assertThat(error.path("code").asString()).isEqualTo(code);
        assertThat(successes()).isEqualTo(before);
        assertThat(request(op, paid.getId(), "k2").statusCode()).isEqualTo(200);
    }

    @Test
    void aRefusalByTheStateIsKeptUnderTheKey() throws Exception {
        PaymentIntent paid = simulator.pay("o1", 1000, "pm_card_visa", CaptureMethod.MANUAL);
        simulator.fault(
                "{\"fault\":\"refuse\",\"op\":\"capture\",\"times\":1,\"code\":\"capture_unauthorized_payment\"}");
        HttpResponse<String> first = request("capture", paid.getId(), "k1");
        HttpResponse<String> repeated = request("capture", paid.getId(), "k1");
        assertThat(first.body()).contains("capture_unauthorized_payment").isEqualTo(repeated.body());
        assertThat(repeated.headers().firstValue("Idempotent-Replayed")).contains("true");
        assertThat(request("capture", paid.getId(), "k2").statusCode()).isEqualTo(200);
    }

    @Test
    void aRefusalByValidationIsNotKept() throws Exception {
        PaymentIntent paid = simulator.pay("o1", 1000, "pm_card_visa", CaptureMethod.MANUAL);
        simulator.fault("{\"fault\":\"refuse\",\"op\":\"capture\",\"times\":1,\"form\":\"validation\",\"status\":403}");
        assertThat(request("capture", paid.getId(), "k1").statusCode()).isEqualTo(403);
        assertThat(request("capture", paid.getId(), "k1").statusCode()).isEqualTo(200);
    }

    @Test
    void whatTheStateDoesNotPermitIsRefusedWithTheIntent() throws Exception {
        PaymentIntent captured = simulator.pay("o1", 1000, "pm_card_visa", CaptureMethod.AUTOMATIC);
        assertUnexpected(request("capture", captured.getId(), "k1"), "succeeded");
        assertUnexpected(request("cancel", captured.getId(), "k2"), "succeeded");

        PaymentIntent canceled = simulator.pay("o2", 1000, "pm_card_visa", CaptureMethod.MANUAL);
        request("cancel", canceled.getId(), "k3");
        assertUnexpected(request("cancel", canceled.getId(), "k4"), "canceled");
        assertUnexpected(request("capture", canceled.getId(), "k5"), "canceled");
        assertThat(request("refund", canceled.getId(), "k6").body()).contains("does not have a successful charge");

        PaymentIntent expired = simulator.pay("o3", 1000, "pm_card_visa", CaptureMethod.MANUAL);
        simulator.server().advance(Duration.ofDays(8));
        HttpResponse<String> late = request("capture", expired.getId(), "k7");
        assertThat(late.statusCode()).isEqualTo(400);
        assertThat(late.body()).containsAnyOf("charge_expired_for_capture", "payment_intent_unexpected_state");
    }

    @Test
    void aCaptureTakesAtMostTheAuthorizedAmount() throws Exception {
        PaymentIntent reserved = simulator.pay("o1", 1000, "pm_card_visa", CaptureMethod.MANUAL);
        String path = "/v1/payment_intents/" + reserved.getId() + "/capture";
        assertThat(simulator.form(path, "amount_to_capture=1001").body()).contains("amount_too_large");
        assertThat(simulator.form(path, "amount_to_capture=0").body()).contains("parameter_invalid_integer");
        assertThat(simulator.form(path, "amount_to_capture=400").statusCode()).isEqualTo(200);
        assertThat(simulator.postings()).contains("capture 400 ok", "release 600 ok");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"fault\":\"refuse\",\"status\":500}",
                "{\"fault\":\"refuse\",\"code\":\"No such code\"}",
                "{\"fault\":\"refuse\",\"op\":\"due\"}",
                "{\"fault\":\"refuse\",\"form\":\"maybe\"}",
                "{\"fault\":\"hang\",\"status\":400}",
                "{\"fault\":\"hang\",\"seconds\":86401}",
                "{\"fault\":\"webhook-duplicate\",\"count\":3000000}",
                "{\"fault\":\"hang\",\"times\":3000000}"
            })
    void impossibleRulesAreRejected(String rule) throws Exception {
        assertThat(simulator
                        .form("/simulator/faults", rule, "Simulator-Control", "test")
                        .statusCode())
                .isEqualTo(400);
    }

    private static void assertUnexpected(HttpResponse<String> refused, String status) {
        JsonNode error = RunningSimulator.json(refused.body()).path("error");
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(error.path("code").asString()).isEqualTo("payment_intent_unexpected_state");
        assertThat(error.path("payment_intent").path("status").asString()).isEqualTo(status);
    }

    private HttpResponse<String> request(String op, String intent, String key) throws Exception {
        return switch (op) {
            case "create" ->
                simulator.form(
                        "/v1/payment_intents",
                        "amount=1000&currency=gbp&payment_method=pm_card_visa&confirm=true&payment_method_types[]=card",
                        KEY,
                        key);
            case "refund" -> simulator.form("/v1/refunds", "payment_intent=" + intent, KEY, key);
            case "retrieve" -> simulator.get("/v1/payment_intents/" + intent);
            default -> simulator.form("/v1/payment_intents/" + intent + "/" + op, "", KEY, key);
        };
    }

    private int successes() throws Exception {
        return (int) simulator.postings().stream()
                .filter(posting -> posting.endsWith("ok"))
                .count();
    }
}

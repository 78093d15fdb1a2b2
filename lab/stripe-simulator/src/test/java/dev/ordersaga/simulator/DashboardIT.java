package dev.ordersaga.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.stripe.model.PaymentIntent;
import com.stripe.param.PaymentIntentCreateParams.CaptureMethod;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** What a merchant does by hand, and how objects look that a client does not know yet. */
class DashboardIT {

    @RegisterExtension
    final RunningSimulator simulator = new RunningSimulator();

    @Test
    void aRefundByHandHasNoMetadataAndNoKey() throws Exception {
        PaymentIntent paid = simulator.pay("o1", 1530, "pm_card_visa", CaptureMethod.AUTOMATIC);
        JsonNode refund = simulator.control("POST", "dashboard/orders/o1/refund", "{\"amount\":500}");
        assertThat(refund.path("amount").asInt()).isEqualTo(500);
        assertThat(refund.path("metadata").isEmpty()).isTrue();
        assertThat(refund.path("payment_intent").asString()).isEqualTo(paid.getId());
        JsonNode posting = simulator.ledger().getLast();
        assertThat(posting.path("op").asString()).isEqualTo("refund");
        assertThat(posting.path("orderId").asString()).isEqualTo("o1");
        assertThat(posting.has("idemKey")).isFalse();
        assertThat(events()).contains("refund.created", "charge.refunded");
    }

    @Test
    void authorizationsAreCapturedAndCanceledByHand() throws Exception {
        PaymentIntent one = simulator.pay("o1", 1530, "pm_card_visa", CaptureMethod.MANUAL);
        simulator.pay("o2", 1530, "pm_card_visa", CaptureMethod.MANUAL);
        simulator.control(
                "POST", "dashboard/payment_intents/" + one.getId() + "/capture", "{\"amount_to_capture\":900}");
        simulator.control("POST", "dashboard/orders/o2/cancel", "");
        assertThat(simulator.postings()).contains("capture 900 ok", "release 630 ok", "void 1530 ok");
        assertThat(status("dashboard/orders/o2/cancel")).isEqualTo(400);
        assertThat(status("dashboard/orders/none/cancel")).isEqualTo(404);
        assertThat(status("dashboard/orders/o1/forget")).isEqualTo(404);
    }

    @Test
    void chargesAreCreatedByHand() throws Exception {
        JsonNode paid = simulator.control(
                "POST",
                "dashboard/payment_intents",
                "{\"amount\":1530,\"currency\":\"gbp\",\"payment_method\":\"pm_card_visa\"}");
        assertThat(paid.path("status").asString()).isEqualTo("succeeded");
        assertThat(paid.path("metadata").isEmpty()).isTrue();
        JsonNode copied = simulator.control(
                "POST",
                "dashboard/payment_intents",
                "{\"amount\":1530,\"currency\":\"gbp\",\"confirm\":false,\"metadata\":{\"orderId\":\"o1\"}}");
        assertThat(copied.path("status").asString()).isEqualTo("requires_payment_method");
        assertThat(copied.path("metadata").path("orderId").asString()).isEqualTo("o1");
    }

    @Test
    void aRefundFailsLongAfterItSucceeded() throws Exception {
        simulator.pay("o1", 1530, "pm_card_visa", CaptureMethod.AUTOMATIC);
        String id = simulator
                .control("POST", "dashboard/orders/o1/refund", "")
                .path("id")
                .asString();
        simulator.control("POST", "refunds/" + id, "{\"outcome\":\"fail\"}");
        assertThat(simulator.postings()).endsWith("refund_failed 1530 ok");
        assertThat(events()).contains("refund.failed");
    }

    @Test
    void anObjectIsShownWithFieldsThatAClientDoesNotKnow() throws Exception {
        PaymentIntent paid = simulator.pay("o1", 1530, "pm_card_visa", CaptureMethod.AUTOMATIC);
        simulator.control("POST", "appearances/" + paid.getId(), "{\"status\":\"requires_reauthorization\"}");
        assertThat(status(paid)).isEqualTo("requires_reauthorization");
        assertThat(simulator.get("/v1/payment_intents").body()).contains("requires_reauthorization");
        simulator.control("DELETE", "appearances", "");
        assertThat(status(paid)).isEqualTo("succeeded");
    }

    @ParameterizedTest
    @CsvSource({
        "mga,1050,200", "jpy,500,200", "vnd,1001,200", "ugx,50000,200", "ugx,50001,400", "isk,10000,200",
        "isk,10050,400", "kwd,5120,200", "kwd,5124,400", "bhd,1001,400", "huf,17501,200", "huf,17499,400",
        "twd,1051,200", "gbp,29,400", "jpy,49,400", "usd,100000000,400", "hrk,1000,400", "dem,1000,400",
        "iqd,1000,400", "xau,1000,400", "clf,1000,400"
    })
    void amountsAreCheckedByTheirCurrency(String currency, long amount, int status) throws Exception {
        String charge = "amount=" + amount + "&currency=" + currency
                + "&payment_method=pm_card_visa&confirm=true&payment_method_types[]=card";
        assertThat(simulator.form("/v1/payment_intents", charge).statusCode()).isEqualTo(status);
    }

    @Test
    void partsOfAnAmountAreCheckedToo() throws Exception {
        JsonNode paid = simulator.control(
                "POST",
                "dashboard/payment_intents",
                "{\"amount\":5120,\"currency\":\"kwd\",\"payment_method\":\"pm_card_visa\"}");
        String refund = "payment_intent=" + paid.path("id").asString() + "&amount=";
        assertThat(simulator.form("/v1/refunds", refund + "1001").statusCode()).isEqualTo(400);
        assertThat(simulator.form("/v1/refunds", refund + "1000").statusCode()).isEqualTo(200);
    }

    private int status(String path) throws Exception {
        return simulator
                .form("/simulator/" + path, "", "Simulator-Control", "test")
                .statusCode();
    }

    private String status(PaymentIntent intent) throws Exception {
        return simulator.stripe().v1().paymentIntents().retrieve(intent.getId()).getStatus();
    }

    private java.util.List<String> events() throws Exception {
        return RunningSimulator.json(simulator.get("/v1/events?limit=100").body())
                .findValuesAsString("type");
    }
}

package dev.ordersaga.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.stripe.exception.InvalidRequestException;
import com.stripe.model.PaymentIntent;
import com.stripe.param.PaymentIntentCreateParams.CaptureMethod;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Payment methods whose next action has no address that the customer is redirected to. */
class VouchersIT {

    @RegisterExtension
    final RunningSimulator simulator = new RunningSimulator();

    @ParameterizedTest
    @CsvSource({
        "pm_boleto,boleto_display_details",
        "pm_oxxo,oxxo_display_details",
        "pm_konbini,konbini_display_details",
        "pm_multibanco,multibanco_display_details",
        "pm_pix,pix_display_qr_code",
        "pm_bankTransfer,display_bank_transfer_instructions",
        "pm_blik,blik_authorize"
    })
    void theNextActionHasDetailsOfItsOwn(String method, String type) throws Exception {
        PaymentIntent waiting = simulator.pay("o1", 1530, method, CaptureMethod.AUTOMATIC);
        assertThat(waiting.getStatus()).isEqualTo("requires_action");
        assertThat(waiting.getNextAction().getType()).isEqualTo(type);
        assertThat(waiting.getNextAction().getRedirectToUrl()).isNull();
        assertThat(waiting.getNextAction().getUseStripeSdk()).isNull();

        simulator.control("POST", "orders/o1/authentication", "{\"outcome\":\"succeed\"}");
        assertThat(read(waiting).getStatus()).isEqualTo("succeeded");
        assertThat(simulator.postings()).containsExactly("action 1530 ok", "auth 1530 ok", "capture 1530 ok");
    }

    @Test
    void aVoucherThatIsNotPaidExpires() throws Exception {
        PaymentIntent waiting = simulator.pay("o1", 1530, "pm_boleto", CaptureMethod.AUTOMATIC);
        simulator.server().advance(Duration.ofDays(3).minusSeconds(1));
        assertThat(read(waiting).getStatus()).isEqualTo("requires_action");
        simulator.server().advance(Duration.ofSeconds(1));
        await().until(() -> read(waiting).getStatus().equals("requires_payment_method"));
        assertThat(read(waiting).getLastPaymentError().getCode()).isEqualTo("payment_intent_payment_attempt_expired");
    }

    @Test
    void theExpiryOutlivesARestartAndIsVoidAfterThePayment() throws Exception {
        PaymentIntent waiting = simulator.pay("o1", 1530, "pm_oxxo", CaptureMethod.AUTOMATIC);
        PaymentIntent paid = simulator.pay("o2", 1530, "pm_oxxo", CaptureMethod.AUTOMATIC);
        simulator.control("POST", "orders/o2/authentication", "{\"outcome\":\"succeed\"}");
        simulator.restart();
        simulator.server().advance(Duration.ofDays(4));
        await().until(() -> read(waiting).getStatus().equals("requires_payment_method"));
        assertThat(read(paid).getStatus()).isEqualTo("succeeded");
    }

    @Test
    void aWaitingVoucherCanBeCanceled() throws Exception {
        PaymentIntent waiting = simulator.pay("o1", 1530, "pm_multibanco", CaptureMethod.AUTOMATIC);
        simulator.stripe().v1().paymentIntents().cancel(waiting.getId());
        assertThatThrownBy(() -> simulator.control("POST", "orders/o1/authentication", "{\"outcome\":\"succeed\"}"))
                .hasMessageContaining("payment_intent_unexpected_state");
    }

    @Test
    void thereIsNoManualCapture() {
        assertThatThrownBy(() -> simulator.pay("o1", 1530, "pm_konbini", CaptureMethod.MANUAL))
                .isInstanceOfSatisfying(
                        InvalidRequestException.class,
                        e -> assertThat(e.getCode()).isEqualTo("payment_intent_incompatible_payment_method"));
    }

    @Test
    void someAreNotRefundable() throws Exception {
        paid("pm_boleto");
        var refused = simulator.form("/simulator/dashboard/orders/pm_boleto/refund", "", "Simulator-Control", "test");
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).contains("charge_not_refundable");
    }

    @ParameterizedTest
    @CsvSource({"succeed,succeeded,1530", "fail,failed,0", "cancel,canceled,0"})
    void someRefundsWaitForTheCustomer(String outcome, String status, long refunded) throws Exception {
        paid("pm_konbini");
        JsonNode refund = simulator.control("POST", "dashboard/orders/pm_konbini/refund", "");
        assertThat(refund.path("status").asString()).isEqualTo("requires_action");
        String id = refund.path("id").asString();
        simulator.control("POST", "refunds/" + id, "{\"outcome\":\"" + outcome + "\"}");
        assertThat(simulator.stripe().v1().refunds().retrieve(id).getStatus()).isEqualTo(status);
        assertThat(simulator
                        .stripe()
                        .v1()
                        .charges()
                        .retrieve(refund.path("charge").asString())
                        .getAmountRefunded())
                .isEqualTo(refunded);
    }

    private void paid(String method) throws Exception {
        simulator.pay(method, 1530, method, CaptureMethod.AUTOMATIC);
        simulator.control("POST", "orders/" + method + "/authentication", "{\"outcome\":\"succeed\"}");
    }

    private PaymentIntent read(PaymentIntent intent) throws Exception {
        return simulator.stripe().v1().paymentIntents().retrieve(intent.getId());
    }
}

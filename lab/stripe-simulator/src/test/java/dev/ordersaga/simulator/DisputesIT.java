package dev.ordersaga.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.stripe.model.Dispute;
import com.stripe.model.PaymentIntent;
import com.stripe.param.DisputeListParams;
import com.stripe.param.PaymentIntentCreateParams.CaptureMethod;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Disputes and inquiries. */
class DisputesIT {

    @RegisterExtension
    final RunningSimulator simulator = new RunningSimulator();

    @Test
    void anInquiryWithdrawsNothingAndCanBeRefunded() throws Exception {
        PaymentIntent paid = simulator.pay("o1", 1000, "pm_card_createDisputeInquiry", CaptureMethod.AUTOMATIC);
        simulator.server().advance(Duration.ofSeconds(2));
        await().until(() -> !disputes(paid).isEmpty());
        Dispute inquiry = disputes(paid).getFirst();
        assertThat(inquiry.getStatus()).isEqualTo("warning_needs_response");
        assertThat(inquiry.getIsChargeRefundable()).isTrue();
        assertThat(inquiry.getBalanceTransactions()).isEmpty();

        assertThat(refund(paid, "&amount=400")).isEqualTo(200);
        assertThat(read(inquiry).getStatus()).isEqualTo("warning_needs_response");
        assertThat(refund(paid, "")).isEqualTo(200);
        assertThat(read(inquiry).getStatus()).isEqualTo("warning_closed");
        assertThat(simulator.postings()).contains("inquiry 1000 ok").doesNotContain("dispute 1000 ok");
    }

    @Test
    void anInquiryBecomesAChargeback() throws Exception {
        PaymentIntent paid = simulator.pay("o1", 1000, "pm_card_visa", CaptureMethod.AUTOMATIC);
        dispute("orders/o1", "{\"status\":\"warning_needs_response\",\"reason\":\"product_not_received\"}");
        Dispute inquiry = disputes(paid).getFirst();
        change(inquiry, "respond");
        assertThat(read(inquiry).getStatus()).isEqualTo("warning_under_review");
        change(inquiry, "escalate");

        Dispute chargeback = read(inquiry);
        assertThat(chargeback.getStatus()).isEqualTo("needs_response");
        assertThat(chargeback.getReason()).isEqualTo("product_not_received");
        assertThat(chargeback.getBalanceTransactions())
                .singleElement()
                .satisfies(moved -> assertThat(moved.getAmount()).isEqualTo(-1000));
        assertThat(refund(paid, "")).isEqualTo(400);
        change(inquiry, "respond");
        change(inquiry, "lost");
        assertThat(read(inquiry).getStatus()).isEqualTo("lost");
        assertThat(events())
                .contains(
                        "charge.dispute.created",
                        "charge.dispute.updated",
                        "charge.dispute.funds_withdrawn",
                        "charge.dispute.closed");
    }

    @Test
    void aDisputeCanHaveAnotherCurrencyAmountAndDeadline() throws Exception {
        PaymentIntent paid = simulator.pay("o1", 1000, "pm_card_visa", CaptureMethod.AUTOMATIC);
        dispute("payment_intents/" + paid.getId(), "{\"currency\":\"usd\",\"amount\":1342,\"evidenceSeconds\":86400}");
        Dispute dispute = disputes(paid).getFirst();
        assertThat(dispute.getCurrency()).isEqualTo("usd");
        assertThat(dispute.getAmount()).isEqualTo(1342);
        assertThat(dispute.getEvidenceDetails().getDueBy()).isEqualTo(RunningSimulator.START.getEpochSecond() + 86_400);
        assertThat(simulator.ledger().getLast().path("currency").asString()).isEqualTo("usd");
    }

    @Test
    void whatDoesNotFitTheStateIsRefused() throws Exception {
        PaymentIntent reserved = simulator.pay("o1", 1000, "pm_card_visa", CaptureMethod.MANUAL);
        assertThat(status("orders/o1/dispute", "")).isEqualTo(400);
        PaymentIntent paid = simulator.pay("o2", 1000, "pm_card_visa", CaptureMethod.AUTOMATIC);
        dispute("orders/o2", "");
        assertThat(status("orders/o2/dispute", "")).isEqualTo(400);
        String path = "disputes/" + disputes(paid).getFirst().getId();
        assertThat(status(path, "{\"outcome\":\"escalate\"}")).isEqualTo(400);
        assertThat(status(path, "{\"outcome\":\"forgotten\"}")).isEqualTo(400);
        assertThat(status(path, "{\"outcome\":\"accept\"}")).isEqualTo(200);
        assertThat(status(path, "{\"outcome\":\"won\"}")).isEqualTo(400);
        assertThat(reserved.getStatus()).isEqualTo("requires_capture");
    }

    private void dispute(String target, String body) throws Exception {
        simulator.control("POST", target + "/dispute", body);
    }

    private void change(Dispute dispute, String outcome) throws Exception {
        simulator.control("POST", "disputes/" + dispute.getId(), "{\"outcome\":\"" + outcome + "\"}");
    }

    private int status(String path, String body) throws Exception {
        return simulator
                .form("/simulator/" + path, body, "Simulator-Control", "test")
                .statusCode();
    }

    private int refund(PaymentIntent intent, String more) throws Exception {
        return simulator
                .form("/v1/refunds", "payment_intent=" + intent.getId() + more)
                .statusCode();
    }

    private List<Dispute> disputes(PaymentIntent intent) throws Exception {
        return simulator
                .stripe()
                .v1()
                .disputes()
                .list(DisputeListParams.builder()
                        .setPaymentIntent(intent.getId())
                        .build())
                .getData();
    }

    private Dispute read(Dispute dispute) throws Exception {
        return simulator.stripe().v1().disputes().retrieve(dispute.getId());
    }

    private List<String> events() throws Exception {
        return RunningSimulator.json(simulator.get("/v1/events?limit=100").body())
                .findValuesAsString("type");
    }
}

package dev.ordersaga.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.stripe.model.PaymentIntent;
import com.stripe.param.PaymentIntentCreateParams.CaptureMethod;
import com.stripe.param.RefundCreateParams;
import dev.ordersaga.simulator.ledger.LedgerException;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class DurabilityIT {

    private static final List<String> EVERYTHING =
            List.of("payment_intents", "charges", "refunds", "disputes", "events");

    @RegisterExtension
    final RunningSimulator simulator = new RunningSimulator();

    @Test
    void aRestartPreservesTheState() throws Exception {
        everyKindOfObject();
        List<String> before = everything();
        simulator.restart();
        assertThat(everything()).isEqualTo(before);
        assertThat(before).allMatch(list -> list.contains("\"id\""));
    }

    @Test
    void dueOperationsOfADowntimeRunAfterIt() throws Exception {
        PaymentIntent reserved = simulator.pay("o1", 1000, "pm_card_visa", CaptureMethod.MANUAL);
        PaymentIntent processing = simulator.pay("o2", 1000, "pm_usBankAccount_success", CaptureMethod.AUTOMATIC);
        simulator.server().advance(Duration.ofDays(7).minusSeconds(1));
        simulator.restart();
        assertThat(status(reserved)).isEqualTo("requires_capture");
        await().until(() -> status(processing).equals("succeeded"));
        simulator.server().advance(Duration.ofSeconds(1));
        await().until(() -> status(reserved).equals("canceled"));
        assertThat(simulator.postings()).contains("expire 1000 ok");
    }

    @Test
    void aLateCaptureIsRejected() throws Exception {
        PaymentIntent reserved = simulator
                .stripe()
                .v1()
                .paymentIntents()
                .create(RunningSimulator.payment("o1", 1000, "pm_card_visa", CaptureMethod.MANUAL)
                        .setOffSession(true)
                        .build());
        simulator.server().advance(Duration.ofDays(4).plusHours(18));
        var late = simulator.form("/v1/payment_intents/" + reserved.getId() + "/capture", "");
        assertThat(late.statusCode()).isEqualTo(400);
        assertThat(late.body()).containsAnyOf("charge_expired_for_capture", "payment_intent_unexpected_state");
        await().until(() -> status(reserved).equals("canceled"));
    }

    @Test
    void anIncompleteEndIsTruncated() throws Exception {
        simulator.pay("o1", 1000, "pm_card_visa", CaptureMethod.AUTOMATIC);
        List<String> before = everything();
        simulator.server().close();
        Files.writeString(
                simulator.server().ledgerFile(),
                "{\"n\":4,\"t\":\"2026-11-20T10:00:00Z\",\"op\":\"auth\",\"outcome\":\"ok\",\"more\":true}\n{\"n\":5,\"t\":\"20",
                StandardOpenOption.APPEND);
        simulator.restart();
        assertThat(everything()).isEqualTo(before);
        PaymentIntent next = simulator.pay("o2", 1000, "pm_card_visa", CaptureMethod.AUTOMATIC);
        simulator.restart();
        assertThat(status(next)).isEqualTo("succeeded");
    }

    @Test
    void aLedgerIsLockedByItsProcess() {
        assertThatThrownBy(() -> SimulatorServer.start(new SimulatorOptions(simulator.directory())))
                .isInstanceOf(LedgerException.class)
                .hasMessageContaining("in use");
    }

    private void everyKindOfObject() throws Exception {
        PaymentIntent paid = simulator.pay("o1", 1000, "pm_card_createDispute", CaptureMethod.AUTOMATIC);
        simulator
                .stripe()
                .v1()
                .refunds()
                .create(RefundCreateParams.builder()
                        .setPaymentIntent(paid.getId())
                        .setAmount(100L)
                        .putMetadata("refundId", "r1")
                        .build());
        PaymentIntent reserved = simulator.pay("o2", 1000, "pm_card_visa", CaptureMethod.MANUAL);
        simulator.stripe().v1().paymentIntents().cancel(reserved.getId());
        simulator.form(
                "/v1/payment_intents",
                "amount=100&currency=gbp&confirm=true&payment_method=pm_card_chargeDeclined&payment_method_types[]=card"
                        + "&description=Gift%20card&receipt_email=a%40b.example&customer=cus_1");
        simulator.pay("o3", 1000, "pm_card_authenticationRequired", CaptureMethod.AUTOMATIC);
        simulator.server().advance(Duration.ofSeconds(2));
        await().until(() -> simulator.get("/v1/disputes").body().contains("du_"));
    }

    private List<String> everything() throws Exception {
        List<String> lists = new java.util.ArrayList<>();
        for (String kind : EVERYTHING) {
            lists.add(simulator.get("/v1/" + kind + "?limit=100").body().replaceAll("127.0.0.1:\\d+", "here"));
        }
        lists.removeIf(list -> list.contains("\"data\":[]"));
        return lists;
    }

    private String status(PaymentIntent intent) throws Exception {
        return simulator.stripe().v1().paymentIntents().retrieve(intent.getId()).getStatus();
    }
}

package dev.ordersaga.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.stripe.model.PaymentIntent;
import com.stripe.param.PaymentIntentCreateParams.CaptureMethod;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Slow and asynchronous payment methods. */
class SlowPaymentMethodsIT {

    @RegisterExtension
    final RunningSimulator simulator = new RunningSimulator();

    @Test
    void slowMethodsRespondAfterTheirSeconds() throws Exception {
        CompletableFuture<PaymentIntent> answer = CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return simulator.pay("o1", 1530, "pm_slow_5s", CaptureMethod.AUTOMATIC);
                    } catch (com.stripe.exception.StripeException e) {
                        throw new IllegalStateException(e);
                    }
                },
                Thread::startVirtualThread);
        simulator.server().advance(Duration.ofSeconds(4));
        assertThat(simulator.ledger()).isEmpty();
        await().atMost(Duration.ofSeconds(10)).until(() -> {
            simulator.server().advance(Duration.ofSeconds(1));
            return answer.isDone();
        });
        assertThat(answer.get(1, TimeUnit.SECONDS).getStatus()).isEqualTo("succeeded");
        Instant decided = Instant.parse(simulator.ledger().getFirst().path("t").asString());
        assertThat(decided).isAfterOrEqualTo(RunningSimulator.START.plusSeconds(5));
        assertThat(simulator.postings()).containsExactly("auth 1530 ok", "capture 1530 ok");
    }

    @ParameterizedTest
    @ValueSource(strings = {"pm_slow_0s", "pm_slow_61s", "pm_slow_05s", "pm_slow_s"})
    void otherDelaysDoNotExist(String method) throws Exception {
        var refused = simulator.form("/v1/payment_intents", "amount=100&currency=gbp&payment_method=" + method);
        assertThat(refused.body()).contains("No such PaymentMethod: '" + method + "'");
    }

    @Test
    void pmSilentStaysProcessingUntilItIsSettledManually() throws Exception {
        PaymentIntent silent = simulator.pay("o1", 1530, "pm_silent", CaptureMethod.AUTOMATIC);
        assertThat(silent.getStatus()).isEqualTo("processing");
        simulator.server().advance(Duration.ofDays(30));
        assertThat(read(silent).getStatus()).isEqualTo("processing");
        simulator.control("POST", "payment_intents/" + silent.getId() + "/settlement", "{\"outcome\":\"succeed\"}");
        assertThat(read(silent).getStatus()).isEqualTo("succeeded");
        assertThat(read(silent).getLatestCharge()).isEqualTo(silent.getLatestCharge());
    }

    @Test
    void aProcessingPaymentCanBeCanceled() throws Exception {
        PaymentIntent silent = simulator.pay("o1", 1530, "pm_silent", CaptureMethod.MANUAL);
        simulator.stripe().v1().paymentIntents().cancel(silent.getId());
        assertThat(read(silent).getStatus()).isEqualTo("canceled");
        assertThat(simulator.postings()).containsExactly("processing 1530 ok", "cancel 0 ok");
    }

    @ParameterizedTest
    @CsvSource({
        "pm_usBankAccount_success,succeeded,succeeded",
        "pm_usBankAccount_insufficientFunds,requires_payment_method,failed"
    })
    void bankAccountsSettleLater(String method, String status, String chargeStatus) throws Exception {
        PaymentIntent processing = simulator.pay("o1", 1530, method, CaptureMethod.AUTOMATIC);
        assertThat(processing.getStatus()).isEqualTo("processing");
        simulator.server().advance(Duration.ofSeconds(3));
        await().until(() -> read(processing).getStatus().equals(status));
        assertThat(simulator
                        .stripe()
                        .v1()
                        .charges()
                        .retrieve(processing.getLatestCharge())
                        .getStatus())
                .isEqualTo(chargeStatus);
    }

    private PaymentIntent read(PaymentIntent intent) throws com.stripe.exception.StripeException {
        return simulator.stripe().v1().paymentIntents().retrieve(intent.getId());
    }
}

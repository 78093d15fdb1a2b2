package dev.ordersaga.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import com.stripe.exception.ApiException;
import com.stripe.exception.CardException;
import com.stripe.exception.IdempotencyException;
import com.stripe.exception.StripeException;
import com.stripe.model.PaymentIntent;
import com.stripe.model.Refund;
import com.stripe.param.PaymentIntentCreateParams;
import com.stripe.param.PaymentIntentCreateParams.CaptureMethod;
import com.stripe.param.RefundCreateParams;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class IdempotencyIT {

    private static final String FORM = "amount=1530&currency=gbp&confirm=true&payment_method=pm_card_visa"
            + "&payment_method_types[]=card&metadata[orderId]=o1&metadata[attempt]=1";

    @RegisterExtension
    final RunningSimulator simulator = new RunningSimulator();

    @Test
    void theSameKeyChargesOnceAndReturnsTheSameResponse() throws Exception {
        PaymentIntent first = create(visa(1530), "o1/authorize/1");
        PaymentIntent again = create(visa(1530), "o1/authorize/1");
        assertThat(again.getLastResponse().body())
                .isEqualTo(first.getLastResponse().body());
        assertThat(again.getLastResponse().headers().firstValue("Idempotent-Replayed"))
                .contains("true");
        assertThat(again.getLastResponse().headers().firstValue("Original-Request"))
                .contains(first.getLastResponse().requestId());
        assertThat(first.getLastResponse().headers().firstValue("Idempotent-Replayed"))
                .isEmpty();
        assertThat(first.getLastResponse().idempotencyKey()).isEqualTo("o1/authorize/1");
        assertThat(simulator.postings()).containsExactly("auth 1530 ok", "capture 1530 ok");
        assertThat(simulator.ledger().getFirst().path("idemKey").asString()).isEqualTo("o1/authorize/1");
    }

    @Test
    void otherKeysChargeAgain() throws Exception {
        create(visa(1530), "k1");
        create(visa(1530), "k2");
        assertThat(simulator.postings()).hasSize(4);
    }

    @Test
    void theOrderOfParametersDoesNotMatter() throws Exception {
        HttpResponse<String> first = simulator.form("/v1/payment_intents", FORM, "Idempotency-Key", "k");
        String turned = "metadata[attempt]=1&metadata[orderId]=o1&payment_method_types[0]=card"
                + "&payment_method=pm_card_visa&confirm=true&currency=gbp&amount=1530";
        HttpResponse<String> again = simulator.form("/v1/payment_intents", turned, "Idempotency-Key", "k");
        assertThat(again.body()).isEqualTo(first.body());
    }

    @Test
    void otherParametersUnderTheSameKeyAreAnError() throws Exception {
        create(visa(1530), "k");
        IdempotencyException misused = catchThrowableOfType(IdempotencyException.class, () -> create(visa(1531), "k"));
        assertThat(misused.getStatusCode()).isEqualTo(400);
        assertThat(misused.getStripeError().getType()).isEqualTo("idempotency_error");
        assertThat(misused.getMessage()).contains("same parameters they were first used with");
        assertThat(simulator.postings()).hasSize(2);
    }

    @Test
    void anotherEndpointUnderTheSameKeyIsAnError() throws Exception {
        PaymentIntent paid = create(visa(1530), "k");
        IdempotencyException misused = catchThrowableOfType(
                IdempotencyException.class,
                () -> simulator
                        .stripe()
                        .v1()
                        .refunds()
                        .create(
                                RefundCreateParams.builder()
                                        .setPaymentIntent(paid.getId())
                                        .build(),
                                RunningSimulator.key("k")));
        assertThat(misused.getMessage()).contains("('/v1/refunds' vs '/v1/payment_intents')");
    }

    @Test
    void declinesAreKept() {
        PaymentIntentCreateParams poor = RunningSimulator.payment(
                        "o1", 1530, "pm_card_chargeDeclinedInsufficientFunds", CaptureMethod.AUTOMATIC)
                .build();
        CardException first = catchThrowableOfType(CardException.class, () -> create(poor, "k"));
        CardException again = catchThrowableOfType(CardException.class, () -> create(poor, "k"));
        assertThat(again.getCharge()).isEqualTo(first.getCharge());
        assertThat(again.getDeclineCode()).isEqualTo("insufficient_funds");
    }

    @Test
    void rejectionsByStateAreKeptAfterTheStateHasChanged() throws Exception {
        PaymentIntent open = simulator
                .stripe()
                .v1()
                .paymentIntents()
                .create(PaymentIntentCreateParams.builder()
                        .setAmount(1530L)
                        .setCurrency("gbp")
                        .addPaymentMethodType("card")
                        .setCaptureMethod(CaptureMethod.MANUAL)
                        .build());
        String capture = "/v1/payment_intents/" + open.getId() + "/capture";
        assertThat(simulator.form(capture, "", "Idempotency-Key", "c1").statusCode())
                .isEqualTo(400);
        String confirm = "/v1/payment_intents/" + open.getId() + "/confirm";
        assertThat(simulator.form(confirm, "payment_method=pm_card_visa").statusCode())
                .isEqualTo(200);
        HttpResponse<String> again = simulator.form(capture, "", "Idempotency-Key", "c1");
        assertThat(again.statusCode()).isEqualTo(400);
        assertThat(again.headers().firstValue("Idempotent-Replayed")).contains("true");
        assertThat(simulator.form(capture, "", "Idempotency-Key", "c2").statusCode())
                .isEqualTo(200);
    }

    @Test
    void failedValidationIsNotKept() throws Exception {
        HttpResponse<String> wrong =
                simulator.form("/v1/payment_intents", FORM + "&colour=red", "Idempotency-Key", "k");
        assertThat(wrong.statusCode()).isEqualTo(400);
        HttpResponse<String> right = simulator.form("/v1/payment_intents", FORM, "Idempotency-Key", "k");
        assertThat(right.statusCode()).isEqualTo(200);
        assertThat(right.headers().firstValue("Idempotent-Replayed")).isEmpty();
    }

    @Test
    void aServerErrorAfterTheEffectIsKept() throws Exception {
        simulator.fault("{\"fault\":\"effect-then-error\",\"op\":\"create\",\"times\":1}");
        ApiException first = catchThrowableOfType(ApiException.class, () -> create(visa(1530), "k"));
        ApiException again = catchThrowableOfType(ApiException.class, () -> create(visa(1530), "k"));
        assertThat(first.getStatusCode()).isEqualTo(500);
        assertThat(again.getStatusCode()).isEqualTo(500);
        assertThat(simulator.postings()).containsExactly("auth 1530 ok", "capture 1530 ok");
        assertThat(simulator.ledger().getFirst().path("responseDelivered").asBoolean(true))
                .isFalse();
    }

    @Test
    void aConcurrentRequestWithTheSameKeyConflicts() throws Exception {
        simulator.fault("{\"fault\":\"delay\",\"op\":\"create\",\"seconds\":60}");
        CompletableFuture<PaymentIntent> first = CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return create(visa(1530), "k");
                    } catch (StripeException e) {
                        throw new IllegalStateException(e);
                    }
                },
                Thread::startVirtualThread);
        await().until(() -> simulator
                        .control("GET", "faults", "")
                        .path("faults")
                        .path(0)
                        .path("fired")
                        .asInt(0)
                == 1);
        ApiException conflict = catchThrowableOfType(ApiException.class, () -> create(visa(1530), "k"));
        assertThat(conflict.getStatusCode()).isEqualTo(409);
        assertThat(conflict.getCode()).isEqualTo("idempotency_key_in_use");
        await().until(() -> {
            simulator.server().advance(Duration.ofSeconds(60));
            return first.isDone();
        });
        assertThat(create(visa(1530), "k").getId())
                .isEqualTo(first.get(1, TimeUnit.SECONDS).getId());
        assertThat(simulator.postings()).containsExactly("auth 1530 ok", "capture 1530 ok");
    }

    @Test
    void keysExpireAfterADay() throws Exception {
        PaymentIntent first = create(visa(1530), "k");
        simulator.server().advance(Duration.ofHours(24).minusSeconds(1));
        assertThat(create(visa(1530), "k").getId()).isEqualTo(first.getId());
        simulator.server().advance(Duration.ofSeconds(1));
        assertThat(create(visa(1530), "k").getId()).isNotEqualTo(first.getId());
    }

    @Test
    void keysSurviveARestart() throws Exception {
        PaymentIntent first = create(visa(1530), "k");
        Refund refund = simulator
                .stripe()
                .v1()
                .refunds()
                .create(
                        RefundCreateParams.builder()
                                .setPaymentIntent(first.getId())
                                .build(),
                        RunningSimulator.key("r"));
        simulator.restart();
        assertThat(create(visa(1530), "k").getLastResponse().body())
                .isEqualTo(first.getLastResponse().body());
        assertThat(simulator
                        .stripe()
                        .v1()
                        .refunds()
                        .create(
                                RefundCreateParams.builder()
                                        .setPaymentIntent(first.getId())
                                        .build(),
                                RunningSimulator.key("r"))
                        .getId())
                .isEqualTo(refund.getId());
        assertThat(simulator.postings()).hasSize(3);
    }

    @Test
    void keysOfReadsAreIgnored() throws Exception {
        PaymentIntent paid = create(visa(1530), "k");
        assertThat(simulator
                        .stripe()
                        .v1()
                        .paymentIntents()
                        .retrieve(paid.getId(), RunningSimulator.key("k"))
                        .getId())
                .isEqualTo(paid.getId());
    }

    @Test
    void keysHaveAtMost255Characters() throws Exception {
        HttpResponse<String> response = simulator.form("/v1/payment_intents", FORM, "Idempotency-Key", "k".repeat(256));
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(simulator
                        .form("/v1/payment_intents", FORM, "Idempotency-Key", "k".repeat(255))
                        .statusCode())
                .isEqualTo(200);
    }

    private PaymentIntent create(PaymentIntentCreateParams params, String key) throws StripeException {
        return simulator.stripe().v1().paymentIntents().create(params, RunningSimulator.key(key));
    }

    private static PaymentIntentCreateParams visa(long amount) {
        return RunningSimulator.payment("o1", amount, "pm_card_visa", CaptureMethod.AUTOMATIC)
                .build();
    }
}

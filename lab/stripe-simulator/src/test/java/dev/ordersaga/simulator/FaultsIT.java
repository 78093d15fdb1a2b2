package dev.ordersaga.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import com.stripe.exception.ApiConnectionException;
import com.stripe.exception.ApiException;
import com.stripe.exception.CardException;
import com.stripe.exception.RateLimitException;
import com.stripe.exception.StripeException;
import com.stripe.model.PaymentIntent;
import com.stripe.param.PaymentIntentCreateParams.CaptureMethod;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class FaultsIT {

    private static final Duration IMPATIENT = Duration.ofMillis(300);

    @RegisterExtension
    final WebhookReceiver receiver = new WebhookReceiver();

    @RegisterExtension
    final RunningSimulator simulator =
            new RunningSimulator(options -> options.webhook(receiver.url(), WebhookReceiver.SECRET));

    @ParameterizedTest
    @ValueSource(strings = {"hang", "error", "reset", "garbage", "rate-limit"})
    void aFaultBeforeTheEffectLeavesTheKeyUnused(String fault) throws Exception {
        simulator.fault("{\"fault\":\"" + fault + "\",\"op\":\"create\",\"times\":1}");
        assertThat(catchThrowable(() -> payOnce(fault))).isInstanceOf(StripeException.class);
        await().until(() -> fired() == 1);
        assertThat(simulator.ledger()).isEmpty();
        assertThat(pay("k").getStatus()).isEqualTo("succeeded");
        assertThat(simulator.postings()).containsExactly("auth 1530 ok", "capture 1530 ok");
        assertThat(faultLog())
                .anyMatch(line -> line.path("fault").asString().equals(fault)
                        && line.path("context").path("orderId").asString().equals("o1")
                        && line.has("seed"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"effect-then-hang", "effect-then-reset", "effect-then-garbage"})
    void afterTheEffectTheSameKeyReturnsTheTrueResponse(String fault) throws Exception {
        simulator.fault("{\"fault\":\"" + fault + "\",\"op\":\"create\"}");
        assertThat(catchThrowable(() -> payOnce(fault))).isInstanceOf(StripeException.class);
        await().until(() -> simulator.postings().size() == 2);
        assertThat(simulator.postings()).containsExactly("auth 1530 ok", "capture 1530 ok");
        assertThat(simulator.ledger().getLast().path("responseDelivered").asBoolean(true))
                .isFalse();

        PaymentIntent paid = pay("k");
        assertThat(paid.getStatus()).isEqualTo("succeeded");
        assertThat(paid.getLastResponse().headers().firstValue("Idempotent-Replayed"))
                .contains("true");
        assertThat(simulator.postings()).hasSize(2);
        assertThat(faultLog()).filteredOn(line -> line.has("context")).hasSize(1);
        await().until(() -> receiver.deliveries().size() == 3);
    }

    @Test
    void anErrorAfterTheEffectIsReplayedAndTheListShowsTheEffect() throws Exception {
        simulator.fault("{\"fault\":\"effect-then-error\",\"op\":\"create\",\"status\":502,\"times\":1}");
        assertThat(catchThrowableOfType(ApiException.class, () -> pay("k")).getStatusCode())
                .isEqualTo(502);
        assertThat(catchThrowableOfType(ApiException.class, () -> pay("k")).getStatusCode())
                .isEqualTo(502);
        PaymentIntent found =
                simulator.stripe().v1().paymentIntents().list().getData().getFirst();
        assertThat(found.getStatus()).isEqualTo("succeeded");
        assertThat(found.getMetadata()).containsEntry("orderId", "o1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"no-answer", "half-answer"})
    void resetsCloseTheConnectionBeforeOrDuringTheResponse(String form) throws Exception {
        simulator.fault("{\"fault\":\"effect-then-reset\",\"op\":\"create\",\"form\":\"" + form + "\"}");
        assertThat(catchThrowable(() -> pay("k"))).isInstanceOf(ApiConnectionException.class);
    }

    @Test
    void aHangEndsWithAClosedConnection() throws Exception {
        simulator.fault("{\"fault\":\"effect-then-hang\",\"op\":\"create\",\"seconds\":30}");
        CompletableFuture<Throwable> hanging = CompletableFuture.supplyAsync(
                () -> catchThrowable(() -> create(simulator.stripe(), "k")), Thread::startVirtualThread);
        await().until(() -> simulator.postings().size() == 2);
        assertThat(hanging).isNotDone();
        await().until(() -> {
            simulator.server().advance(Duration.ofSeconds(30));
            return hanging.isDone();
        });
        assertThat(hanging.get()).isInstanceOf(ApiConnectionException.class);
    }

    @Test
    void delaysHappenBeforeOrAfterTheEffect() throws Exception {
        simulator.fault("{\"fault\":\"delay\",\"orderId\":\"o1\",\"seconds\":20}");
        simulator.fault("{\"fault\":\"effect-then-delay\",\"orderId\":\"o2\",\"seconds\":20}");
        CompletableFuture<PaymentIntent> before = later("o1");
        CompletableFuture<PaymentIntent> after = later("o2");
        await().until(() -> simulator.postings().size() == 2);
        assertThat(simulator.ledger())
                .allMatch(line -> line.path("orderId").asString().equals("o2"));
        assertThat(before).isNotDone();
        assertThat(after).isNotDone();
        await().until(() -> {
            simulator.server().advance(Duration.ofSeconds(20));
            return before.isDone() && after.isDone();
        });
        assertThat(before.get().getStatus()).isEqualTo("succeeded");
        assertThat(after.get().getStatus()).isEqualTo("succeeded");
    }

    @Test
    void rateLimitsHaveRetryAfter() throws Exception {
        simulator.fault("{\"fault\":\"rate-limit\",\"op\":\"create\",\"seconds\":7}");
        RateLimitException limited = catchThrowableOfType(RateLimitException.class, () -> pay("k"));
        assertThat(limited.getCode()).isEqualTo("rate_limit");
        assertThat(simulator.form("/v1/payment_intents", "amount=1").headers().firstValue("Retry-After"))
                .contains("7");
        assertThat(simulator.get("/v1/payment_intents").statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"invalid-json", "empty", "html", "truncated", "huge"})
    void malformedResponsesHaveForms(String form) throws Exception {
        simulator.fault("{\"fault\":\"effect-then-garbage\",\"op\":\"create\",\"form\":\"" + form + "\"}");
        if (form.equals("huge")) {
            assertThat(simulator.form("/v1/payment_intents", formOf("o1")).body())
                    .hasSizeGreaterThan(32_000_000);
        } else {
            // An empty body is a NullPointerException inside stripe-java.
            assertThat(catchThrowable(() -> pay("k"))).isNotNull();
        }
        assertThat(simulator.postings()).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({"lost_card,card_declined,lost_card", "processing_error,processing_error,"})
    void anyCardCanBeDeclined(String wanted, String code, String declineCode) throws Exception {
        simulator.fault("{\"fault\":\"decline\",\"orderId\":\"o1\",\"code\":\"" + wanted + "\"}");
        CardException declined = catchThrowableOfType(CardException.class, () -> pay("k"));
        assertThat(declined.getCode()).isEqualTo(code);
        assertThat(declined.getDeclineCode()).isEqualTo(declineCode);
    }

    @Test
    void faultsApplyToReadsToo() throws Exception {
        simulator.pay("o1", 1530, "pm_card_visa", CaptureMethod.AUTOMATIC);
        simulator.fault("{\"fault\":\"effect-then-error\",\"op\":\"list\",\"times\":1}");
        simulator.fault(
                "{\"fault\":\"reset\",\"op\":\"retrieve\",\"orderId\":\"o1\",\"form\":\"half-answer\",\"times\":1}");
        assertThat(simulator.get("/v1/payment_intents").statusCode()).isEqualTo(500);
        assertThat(simulator.get("/v1/payment_intents").statusCode()).isEqualTo(200);
        String id = simulator.ledger().getFirst().path("pspId").asString();
        assertThat(catchThrowable(() -> simulator.get("/v1/payment_intents/" + id)))
                .isInstanceOf(java.io.IOException.class);
        assertThat(simulator.get("/v1/payment_intents/" + id).statusCode()).isEqualTo(200);
    }

    private List<JsonNode> faultLog() throws java.io.IOException {
        return Files.readAllLines(simulator.directory().resolve("faults.jsonl")).stream()
                .map(RunningSimulator::json)
                .toList();
    }

    private int fired() throws Exception {
        return simulator
                .control("GET", "faults", "")
                .path("faults")
                .path(0)
                .path("fired")
                .asInt(0);
    }

    /** Waits for a response only where there is one. */
    private PaymentIntent payOnce(String fault) throws StripeException {
        return create(fault.endsWith("hang") ? simulator.stripe(IMPATIENT) : simulator.stripe(), "k");
    }

    private PaymentIntent pay(String key) throws StripeException {
        return create(simulator.stripe(), key);
    }

    private static PaymentIntent create(com.stripe.StripeClient stripe, String key) throws StripeException {
        return stripe.v1()
                .paymentIntents()
                .create(
                        RunningSimulator.payment("o1", 1530, "pm_card_visa", CaptureMethod.AUTOMATIC)
                                .build(),
                        RunningSimulator.key(key));
    }

    private CompletableFuture<PaymentIntent> later(String orderId) {
        return CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return simulator.pay(orderId, 1530, "pm_card_visa", CaptureMethod.AUTOMATIC);
                    } catch (StripeException e) {
                        throw new IllegalStateException(e);
                    }
                },
                Thread::startVirtualThread);
    }

    private static String formOf(String orderId) {
        return "amount=1530&currency=gbp&confirm=true&payment_method_types[]=card&payment_method=pm_card_visa"
                + "&metadata[orderId]=" + orderId;
    }
}

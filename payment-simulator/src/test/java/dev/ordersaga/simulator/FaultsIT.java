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
import com.stripe.param.RefundCreateParams;
import dev.ordersaga.simulator.fault.Draw;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
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
    final MerchantEars ears = new MerchantEars();

    @RegisterExtension
    final Provider provider = new Provider(options -> options.webhook(ears.url(), MerchantEars.SECRET));

    @ParameterizedTest
    @ValueSource(strings = {"hang", "error", "reset", "garbage", "rate-limit"})
    void beforeTheEffectNothingHasHappenedAndTheKeyIsFree(String fault) throws Exception {
        provider.fault("{\"fault\":\"" + fault + "\",\"op\":\"create\",\"times\":1}");
        assertThat(catchThrowable(() -> payOnce(fault))).isInstanceOf(StripeException.class);
        await().until(() -> fired() == 1);
        assertThat(provider.ledger()).isEmpty();
        assertThat(pay("k").getStatus()).isEqualTo("succeeded");
        assertThat(provider.postings()).containsExactly("auth 1530 ok", "capture 1530 ok");
        assertThat(faultLog())
                .anyMatch(line -> line.path("fault").asString().equals(fault)
                        && line.path("occasion").path("orderId").asString().equals("o1")
                        && line.has("seed"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"effect-then-hang", "effect-then-reset", "effect-then-garbage"})
    void afterTheEffectTheSameKeyGetsTheTrueAnswer(String fault) throws Exception {
        provider.fault("{\"fault\":\"" + fault + "\",\"op\":\"create\"}");
        assertThat(catchThrowable(() -> payOnce(fault))).isInstanceOf(StripeException.class);
        await().until(() -> provider.postings().size() == 2);
        assertThat(provider.postings()).containsExactly("auth 1530 ok", "capture 1530 ok");
        assertThat(provider.ledger().getLast().path("responseDelivered").asBoolean(true))
                .isFalse();

        PaymentIntent paid = pay("k");
        assertThat(paid.getStatus()).isEqualTo("succeeded");
        assertThat(paid.getLastResponse().headers().firstValue("Idempotent-Replayed"))
                .contains("true");
        assertThat(provider.postings()).hasSize(2);
        assertThat(faultLog()).filteredOn(line -> line.has("occasion")).hasSize(1);
        await().until(() -> ears.heard().size() == 3);
    }

    @Test
    void anErrorAfterTheEffectStaysTheAnswerAndTheListKnowsTheTruth() throws Exception {
        provider.fault("{\"fault\":\"effect-then-error\",\"op\":\"create\",\"status\":502,\"times\":1}");
        assertThat(catchThrowableOfType(ApiException.class, () -> pay("k")).getStatusCode())
                .isEqualTo(502);
        assertThat(catchThrowableOfType(ApiException.class, () -> pay("k")).getStatusCode())
                .isEqualTo(502);
        PaymentIntent found =
                provider.stripe().v1().paymentIntents().list().getData().getFirst();
        assertThat(found.getStatus()).isEqualTo("succeeded");
        assertThat(found.getMetadata()).containsEntry("orderId", "o1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"no-answer", "half-answer"})
    void resetsCloseTheConnectionBeforeTheAnswerOrInIt(String form) throws Exception {
        provider.fault("{\"fault\":\"effect-then-reset\",\"op\":\"create\",\"form\":\"" + form + "\"}");
        assertThat(catchThrowable(() -> pay("k"))).isInstanceOf(ApiConnectionException.class);
    }

    @Test
    void aHangLastsUntilItsSecondsAreOverAndThenTheConnectionIsClosed() throws Exception {
        provider.fault("{\"fault\":\"effect-then-hang\",\"op\":\"create\",\"seconds\":30}");
        CompletableFuture<Throwable> hanging = CompletableFuture.supplyAsync(
                () -> catchThrowable(() -> create(provider.stripe(), "k")), Thread::startVirtualThread);
        await().until(() -> provider.postings().size() == 2);
        assertThat(hanging).isNotDone();
        await().until(() -> {
            provider.server().advance(Duration.ofSeconds(30));
            return hanging.isDone();
        });
        assertThat(hanging.get()).isInstanceOf(ApiConnectionException.class);
    }

    @Test
    void aDelayComesBeforeTheEffectOrAfterIt() throws Exception {
        provider.fault("{\"fault\":\"delay\",\"orderId\":\"o1\",\"seconds\":20}");
        provider.fault("{\"fault\":\"effect-then-delay\",\"orderId\":\"o2\",\"seconds\":20}");
        CompletableFuture<PaymentIntent> before = later("o1");
        CompletableFuture<PaymentIntent> after = later("o2");
        await().until(() -> provider.postings().size() == 2);
        assertThat(provider.ledger())
                .allMatch(line -> line.path("orderId").asString().equals("o2"));
        assertThat(before).isNotDone();
        assertThat(after).isNotDone();
        await().until(() -> {
            provider.server().advance(Duration.ofSeconds(20));
            return before.isDone() && after.isDone();
        });
        assertThat(before.get().getStatus()).isEqualTo("succeeded");
        assertThat(after.get().getStatus()).isEqualTo("succeeded");
    }

    @Test
    void rateLimitsSayWhenToComeBack() throws Exception {
        provider.fault("{\"fault\":\"rate-limit\",\"op\":\"create\",\"seconds\":7}");
        RateLimitException limited = catchThrowableOfType(RateLimitException.class, () -> pay("k"));
        assertThat(limited.getCode()).isEqualTo("rate_limit");
        assertThat(provider.form("/v1/payment_intents", "amount=1").headers().firstValue("Retry-After"))
                .contains("7");
        assertThat(provider.get("/v1/payment_intents").statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"invalid-json", "empty", "html", "truncated", "huge"})
    void garbageComesInForms(String form) throws Exception {
        provider.fault("{\"fault\":\"effect-then-garbage\",\"op\":\"create\",\"form\":\"" + form + "\"}");
        if (form.equals("huge")) {
            assertThat(provider.form("/v1/payment_intents", formOf("o1")).body())
                    .hasSizeGreaterThan(32_000_000);
        } else {
            // An empty body is a NullPointerException inside stripe-java.
            assertThat(catchThrowable(() -> pay("k"))).isNotNull();
        }
        assertThat(provider.postings()).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({"lost_card,card_declined,lost_card", "processing_error,processing_error,"})
    void anyCardCanBeDeclined(String wanted, String code, String declineCode) throws Exception {
        provider.fault("{\"fault\":\"decline\",\"orderId\":\"o1\",\"code\":\"" + wanted + "\"}");
        CardException declined = catchThrowableOfType(CardException.class, () -> pay("k"));
        assertThat(declined.getCode()).isEqualTo(code);
        assertThat(declined.getDeclineCode()).isEqualTo(declineCode);
    }

    @Test
    void readingCanBeMistreatedToo() throws Exception {
        provider.pay("o1", 1530, "pm_card_visa", CaptureMethod.AUTOMATIC);
        provider.fault("{\"fault\":\"effect-then-error\",\"op\":\"list\",\"times\":1}");
        provider.fault(
                "{\"fault\":\"reset\",\"op\":\"retrieve\",\"orderId\":\"o1\",\"form\":\"half-answer\",\"times\":1}");
        assertThat(provider.get("/v1/payment_intents").statusCode()).isEqualTo(500);
        assertThat(provider.get("/v1/payment_intents").statusCode()).isEqualTo(200);
        String id = provider.ledger().getFirst().path("pspId").asString();
        assertThat(catchThrowable(() -> provider.get("/v1/payment_intents/" + id)))
                .isInstanceOf(java.io.IOException.class);
        assertThat(provider.get("/v1/payment_intents/" + id).statusCode()).isEqualTo(200);
    }

    @Test
    void captureCancelAndRefundAreMatchedByTheOrderOfTheirIntent() throws Exception {
        for (String op : List.of("capture", "cancel", "refund")) {
            provider.fault("{\"fault\":\"error\",\"op\":\"" + op + "\",\"orderId\":\"o1\",\"status\":503}");
        }
        PaymentIntent mine = provider.pay("o1", 1530, "pm_card_visa", CaptureMethod.MANUAL);
        PaymentIntent other = provider.pay("o2", 1530, "pm_card_visa", CaptureMethod.MANUAL);
        String path = "/v1/payment_intents/";
        assertThat(provider.form(path + mine.getId() + "/capture", "").statusCode())
                .isEqualTo(503);
        assertThat(provider.form(path + mine.getId() + "/cancel", "").statusCode())
                .isEqualTo(503);
        assertThat(provider.form("/v1/refunds", "payment_intent=" + mine.getId())
                        .statusCode())
                .isEqualTo(503);
        assertThat(provider.form(path + other.getId() + "/capture", "").statusCode())
                .isEqualTo(200);
        assertThat(provider.form("/v1/refunds", "charge=" + other.getLatestCharge())
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void onlyTheNthCallOrOnlySoManyOrOnlyOneMethodIsMistreated() throws Exception {
        provider.fault("{\"fault\":\"error\",\"op\":\"create\",\"nth\":2}");
        assertThat(provider.form("/v1/payment_intents", formOf("o1")).statusCode())
                .isEqualTo(200);
        assertThat(provider.form("/v1/payment_intents", formOf("o1")).statusCode())
                .isEqualTo(500);
        assertThat(provider.form("/v1/payment_intents", formOf("o1")).statusCode())
                .isEqualTo(200);
        JsonNode active = provider.control("GET", "faults", "").path("faults").path(0);
        assertThat(active.path("matched").asInt(0)).isEqualTo(3);
        assertThat(active.path("fired").asInt(0)).isEqualTo(1);

        provider.control("DELETE", "faults/" + active.path("id").asString(), "");
        provider.fault("{\"fault\":\"error\",\"paymentMethod\":\"pm_card_amex\"}");
        assertThat(provider.form("/v1/payment_intents", formOf("o1")).statusCode())
                .isEqualTo(200);
        assertThat(provider.form("/v1/payment_intents", formOf("o1").replace("visa", "amex"))
                        .statusCode())
                .isEqualTo(500);
        provider.control("DELETE", "faults", "");
        assertThat(provider.form("/v1/payment_intents", formOf("o1").replace("visa", "amex"))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void chanceDependsOnTheSeedAndTheOrderAlone() throws Exception {
        String rule = "{\"fault\":\"decline\",\"op\":\"create\",\"probability\":0.5,\"seed\":7}";
        provider.fault(rule);
        Set<String> first = declinedOrders(false);
        provider.control("DELETE", "faults", "");
        provider.fault(rule);
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
    void rulesThatCanNeverDoWhatTheySayAreRefused(String rule) {
        assertThat(catchThrowable(() -> provider.fault(rule))).hasMessageStartingWith("400");
    }

    @Test
    void aDuplicateWebhookHasTheSameId() throws Exception {
        provider.fault("{\"fault\":\"webhook-duplicate\",\"event\":\"payment_intent.succeeded\",\"count\":5}");
        provider.pay("o1", 1530, "pm_card_visa", CaptureMethod.AUTOMATIC);
        await().until(() -> ears.heard().size() == 7);
        assertThat(ears.heard().stream()
                        .filter(heard -> heard.type().equals("payment_intent.succeeded"))
                        .map(MerchantEars.Heard::id))
                .hasSize(5)
                .containsOnly(ears.heard().get(6).id());
    }

    @Test
    void anEarlyWebhookIsHeardBeforeTheAnswer() throws Exception {
        provider.fault("{\"fault\":\"webhook-early\",\"event\":\"payment_intent.*\"}");
        provider.fault("{\"fault\":\"effect-then-delay\",\"seconds\":60}");
        CompletableFuture<PaymentIntent> answer = later("o1");
        await().until(() -> ears.types().contains("payment_intent.succeeded"));
        assertThat(answer).isNotDone();
        assertThat(ears.types()).containsExactly("payment_intent.created", "payment_intent.succeeded");
        await().until(() -> {
            provider.server().advance(Duration.ofSeconds(60));
            return answer.isDone();
        });
        await().until(() -> ears.types().contains("charge.succeeded"));
    }

    @Test
    void aLateWebhookComesAfterWhatHappenedLater() throws Exception {
        provider.fault("{\"fault\":\"webhook-late\",\"event\":\"charge.captured\",\"seconds\":86400}");
        PaymentIntent reserved = provider.pay("o1", 1530, "pm_card_visa", CaptureMethod.MANUAL);
        provider.stripe().v1().paymentIntents().capture(reserved.getId());
        provider.stripe()
                .v1()
                .refunds()
                .create(RefundCreateParams.builder()
                        .setPaymentIntent(reserved.getId())
                        .build());
        await().until(() -> ears.types().contains("charge.refunded"));
        assertThat(ears.types()).doesNotContain("charge.captured");
        provider.server().advance(Duration.ofDays(1));
        await().until(() -> ears.types().contains("charge.captured"));
    }

    @Test
    void aSuppressedWebhookNeverComesNotEvenAfterARestart() throws Exception {
        provider.fault("{\"fault\":\"webhook-never\",\"event\":\"payment_intent.succeeded\"}");
        provider.pay("o1", 1530, "pm_card_visa", CaptureMethod.AUTOMATIC);
        await().until(() -> ears.heard().size() == 2);
        provider.restart();
        provider.pay("o2", 1530, "pm_card_visa", CaptureMethod.AUTOMATIC);
        await().until(() -> ears.types().contains("payment_intent.succeeded"));
        assertThat(ears.heard()).hasSize(5);
    }

    @Test
    void shuffledWebhooksAllComeInAnOrderOfTheSeed() throws Exception {
        provider.fault("{\"fault\":\"webhook-shuffle\",\"seconds\":4,\"seed\":3}");
        PaymentIntent reserved = provider.pay("o1", 1530, "pm_card_visa", CaptureMethod.MANUAL);
        provider.stripe().v1().paymentIntents().capture(reserved.getId());
        List<String> happened = List.of(
                "payment_intent.created",
                "charge.succeeded",
                "payment_intent.amount_capturable_updated",
                "charge.captured",
                "payment_intent.succeeded");
        List<String> drawn = happened.stream()
                .sorted(Comparator.comparingLong(FaultsIT::place))
                .toList();
        assertThat(drawn).isNotEqualTo(happened);
        long now = 0;
        for (int heard = 0; heard < drawn.size(); heard++) {
            long due = place(drawn.get(heard));
            provider.server().advance(Duration.ofMillis(due - now));
            now = due;
            int expected = heard + 1;
            await().until(() -> ears.heard().size() == expected);
        }
        assertThat(ears.types()).isEqualTo(drawn);
    }

    private static long place(String type) {
        return Draw.of(3, "shuffle/o1/" + type).nextLong(4000);
    }

    @Test
    void theFaultLogCanBeRead() throws Exception {
        provider.fault("{\"fault\":\"error\",\"op\":\"create\",\"seed\":99}");
        provider.form("/v1/payment_intents", formOf("o1"), "Idempotency-Key", "k");
        String log = Files.readString(provider.directory().resolve("faults.jsonl"));
        assertThat(log.lines()).hasSize(2);
        JsonNode line = Provider.json(log.lines().toList().getLast());
        assertThat(line.path("seed").asLong(0)).isEqualTo(99);
        assertThat(line.path("rule").asString()).isEqualTo("fault_1");
        assertThat(line.path("occasion").path("key").asString()).isEqualTo("k");
        assertThat(line.path("occasion").path("op").asString()).isEqualTo("create");
    }

    private Set<String> declinedOrders(boolean backwards) throws Exception {
        Set<String> declined = new HashSet<>();
        for (int i = 0; i < 30; i++) {
            String order = "order-" + (backwards ? 29 - i : i);
            if (provider.form("/v1/payment_intents", formOf(order)).statusCode() == 402) {
                declined.add(order);
            }
        }
        return declined;
    }

    private List<JsonNode> faultLog() throws java.io.IOException {
        return Files.readAllLines(provider.directory().resolve("faults.jsonl")).stream()
                .map(Provider::json)
                .toList();
    }

    private int fired() throws Exception {
        return provider.control("GET", "faults", "")
                .path("faults")
                .path(0)
                .path("fired")
                .asInt(0);
    }

    /** Waits for an answer only where one can come. */
    private PaymentIntent payOnce(String fault) throws StripeException {
        return create(fault.endsWith("hang") ? provider.stripe(IMPATIENT) : provider.stripe(), "k");
    }

    private PaymentIntent pay(String key) throws StripeException {
        return create(provider.stripe(), key);
    }

    private static PaymentIntent create(com.stripe.StripeClient stripe, String key) throws StripeException {
        return stripe.v1()
                .paymentIntents()
                .create(
                        Provider.payment("o1", 1530, "pm_card_visa", CaptureMethod.AUTOMATIC)
                                .build(),
                        Provider.key(key));
    }

    private CompletableFuture<PaymentIntent> later(String orderId) {
        return CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return provider.pay(orderId, 1530, "pm_card_visa", CaptureMethod.AUTOMATIC);
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

package dev.ordersaga.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.stripe.exception.StripeException;
import com.stripe.model.PaymentIntent;
import com.stripe.param.PaymentIntentCreateParams.CaptureMethod;
import com.stripe.param.RefundCreateParams;
import dev.ordersaga.simulator.fault.SeededRandom;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Webhooks that come twice, early, late, in another order or never. */
class WebhookFaultsIT {

    @RegisterExtension
    final MerchantEars ears = new MerchantEars();

    @RegisterExtension
    final Provider provider = new Provider(options -> options.webhook(ears.url(), MerchantEars.SECRET));

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
        // What was under way when it was restarted may come a second time: an event counts once.
        Stream<String> events =
                ears.heard().stream().map(MerchantEars.Heard::id).distinct();
        assertThat(events).hasSize(5);
        assertThat(ears.heard())
                .filteredOn(heard -> heard.body().contains("\"orderId\":\"o1\""))
                .noneMatch(heard -> heard.type().equals("payment_intent.succeeded"));
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
                .sorted(Comparator.comparingLong(WebhookFaultsIT::place))
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
        return SeededRandom.of(3, "shuffle/o1/" + type).nextLong(4000);
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
}

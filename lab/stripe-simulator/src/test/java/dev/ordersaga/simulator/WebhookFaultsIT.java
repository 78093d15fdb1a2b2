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

/** Webhooks delivered twice, early, late, out of order or never. */
class WebhookFaultsIT {

    @RegisterExtension
    final WebhookReceiver receiver = new WebhookReceiver();

    @RegisterExtension
    final RunningSimulator simulator =
            new RunningSimulator(options -> options.webhook(receiver.url(), WebhookReceiver.SECRET));

    @Test
    void aDuplicateWebhookHasTheSameId() throws Exception {
        simulator.fault("{\"fault\":\"webhook-duplicate\",\"event\":\"payment_intent.succeeded\",\"count\":5}");
        simulator.pay("o1", 1530, "pm_card_visa", CaptureMethod.AUTOMATIC);
        await().until(() -> receiver.deliveries().size() == 7);
        assertThat(receiver.deliveries().stream()
                        .filter(deliveries -> deliveries.type().equals("payment_intent.succeeded"))
                        .map(WebhookReceiver.Delivery::id))
                .hasSize(5)
                .containsOnly(receiver.deliveries().get(6).id());
    }

    @Test
    void anEndpointCanHaveAnApiVersionOfItsOwn() throws Exception {
        simulator.control(
                "POST",
                "webhook_endpoints",
                "{\"url\":\"" + receiver.url() + "\",\"secret\":\"whsec_old\",\"apiVersion\":\"2019-12-03\"}");
        simulator.pay("o1", 1530, "pm_card_visa", CaptureMethod.AUTOMATIC);
        await().until(() -> receiver.deliveries().size() == 6);
        assertThat(receiver.deliveries())
                .extracting(delivery -> RunningSimulator.json(delivery.body())
                        .path("api_version")
                        .asString())
                .containsOnly(SimulatorOptions.DEFAULT_API_VERSION, "2019-12-03");
        assertThat(simulator.get("/v1/webhook_endpoints").body()).contains("2019-12-03");
    }

    @Test
    void anEarlyWebhookArrivesBeforeTheResponse() throws Exception {
        simulator.fault("{\"fault\":\"webhook-early\",\"event\":\"payment_intent.*\"}");
        simulator.fault("{\"fault\":\"effect-then-delay\",\"seconds\":60}");
        CompletableFuture<PaymentIntent> answer = later("o1");
        await().until(() -> receiver.types().contains("payment_intent.succeeded"));
        assertThat(answer).isNotDone();
        assertThat(receiver.types()).containsExactly("payment_intent.created", "payment_intent.succeeded");
        await().until(() -> {
            simulator.server().advance(Duration.ofSeconds(60));
            return answer.isDone();
        });
        await().until(() -> receiver.types().contains("charge.succeeded"));
    }

    @Test
    void aLateWebhookArrivesAfterLaterEvents() throws Exception {
        simulator.fault("{\"fault\":\"webhook-late\",\"event\":\"charge.captured\",\"seconds\":86400}");
        PaymentIntent reserved = simulator.pay("o1", 1530, "pm_card_visa", CaptureMethod.MANUAL);
        simulator.stripe().v1().paymentIntents().capture(reserved.getId());
        simulator
                .stripe()
                .v1()
                .refunds()
                .create(RefundCreateParams.builder()
                        .setPaymentIntent(reserved.getId())
                        .build());
        await().until(() -> receiver.types().contains("charge.refunded"));
        assertThat(receiver.types()).doesNotContain("charge.captured");
        simulator.server().advance(Duration.ofDays(1));
        await().until(() -> receiver.types().contains("charge.captured"));
    }

    @Test
    void aSuppressedWebhookIsNotDeliveredAfterARestartEither() throws Exception {
        simulator.fault("{\"fault\":\"webhook-never\",\"event\":\"payment_intent.succeeded\"}");
        simulator.pay("o1", 1530, "pm_card_visa", CaptureMethod.AUTOMATIC);
        await().until(() -> receiver.deliveries().size() == 2);
        simulator.restart();
        simulator.pay("o2", 1530, "pm_card_visa", CaptureMethod.AUTOMATIC);
        await().until(() -> receiver.types().contains("payment_intent.succeeded"));
        // An event in delivery at the restart may be delivered twice.
        Stream<String> events =
                receiver.deliveries().stream().map(WebhookReceiver.Delivery::id).distinct();
        assertThat(events).hasSize(5);
        assertThat(receiver.deliveries())
                .filteredOn(deliveries -> deliveries.body().contains("\"orderId\":\"o1\""))
                .noneMatch(deliveries -> deliveries.type().equals("payment_intent.succeeded"));
    }

    @Test
    void shuffledWebhooksArriveInAnOrderByTheSeed() throws Exception {
        simulator.fault("{\"fault\":\"webhook-shuffle\",\"seconds\":4,\"seed\":3}");
        PaymentIntent reserved = simulator.pay("o1", 1530, "pm_card_visa", CaptureMethod.MANUAL);
        simulator.stripe().v1().paymentIntents().capture(reserved.getId());
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
        for (int deliveries = 0; deliveries < drawn.size(); deliveries++) {
            long due = place(drawn.get(deliveries));
            simulator.server().advance(Duration.ofMillis(due - now));
            now = due;
            int expected = deliveries + 1;
            await().until(() -> receiver.deliveries().size() == expected);
        }
        assertThat(receiver.types()).isEqualTo(drawn);
    }

    private static long place(String type) {
        return SeededRandom.of(3, "shuffle/o1/" + type).nextLong(4000);
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
}

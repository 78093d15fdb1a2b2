package dev.ordersaga.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.stripe.exception.SignatureVerificationException;
import com.stripe.model.Event;
import com.stripe.model.PaymentIntent;
import com.stripe.net.Webhook;
import com.stripe.param.EventListParams;
import com.stripe.param.PaymentIntentCreateParams.CaptureMethod;
import com.stripe.param.RefundCreateParams;
import dev.ordersaga.simulator.WebhookReceiver.Delivery;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class WebhooksIT {

    private static final long TOLERANCE = 300;

    @RegisterExtension
    final WebhookReceiver receiver = new WebhookReceiver();

    @RegisterExtension
    final RunningSimulator simulator =
            new RunningSimulator(options -> options.webhook(receiver.url(), WebhookReceiver.SECRET));

    @Test
    void everyStepIsDeliveredSignedAndInOrder() throws Exception {
        PaymentIntent reserved = simulator
                .stripe()
                .v1()
                .paymentIntents()
                .create(
                        RunningSimulator.payment("o1", 1000, "pm_card_visa", CaptureMethod.MANUAL)
                                .build(),
                        RunningSimulator.key("o1/authorize/1"));
        awaitDeliveries("payment_intent.created", "charge.succeeded", "payment_intent.amount_capturable_updated");
        simulator.stripe().v1().paymentIntents().capture(reserved.getId());
        awaitDeliveries(3, "charge.captured", "payment_intent.succeeded");
        simulator
                .stripe()
                .v1()
                .refunds()
                .create(RefundCreateParams.builder()
                        .setPaymentIntent(reserved.getId())
                        .build());
        awaitDeliveries(5, "refund.created", "charge.refunded");

        assertDeliveredAsSent(reserved);
    }

    private void assertDeliveredAsSent(PaymentIntent reserved) throws Exception {
        Event created = verified(receiver.deliveries().get(0));
        assertThat(created.getApiVersion()).isEqualTo(com.stripe.Stripe.API_VERSION);
        assertThat(created.getRequest().getIdempotencyKey()).isEqualTo("o1/authorize/1");
        assertThat(created.getRequest().getId())
                .isEqualTo(reserved.getLastResponse().requestId());
        PaymentIntent asCreated = intentIn(created);
        assertThat(asCreated.getStatus()).isEqualTo("requires_confirmation");
        PaymentIntent asReserved = intentIn(verified(receiver.deliveries().get(2)));
        assertThat(asReserved.getId()).isEqualTo(reserved.getId());
        assertThat(asReserved.getStatus()).isEqualTo("requires_capture");
        assertThat(asReserved.getMetadata()).containsEntry("orderId", "o1");
    }

    private static PaymentIntent intentIn(Event event) {
        return (PaymentIntent) event.getDataObjectDeserializer().getObject().orElseThrow();
    }

    @Test
    void tamperedAndOldDeliveriesAreDetected() throws Exception {
        simulator.pay("o1", 1000, "pm_card_visa", CaptureMethod.AUTOMATIC);
        await().until(() -> receiver.deliveries().size() == 3);
        Delivery deliveries = receiver.deliveries().getFirst();
        String forged = deliveries.body().replace("1000", "1");
        assertThatThrownBy(() -> Webhook.constructEvent(
                        forged, deliveries.signature(), WebhookReceiver.SECRET, TOLERANCE, RunningSimulator.CLOCK))
                .isInstanceOf(SignatureVerificationException.class);
        assertThatThrownBy(() -> Webhook.constructEvent(
                        deliveries.body(), deliveries.signature(), "whsec_other", TOLERANCE, RunningSimulator.CLOCK))
                .isInstanceOf(SignatureVerificationException.class);
        Clock later = Clock.offset(RunningSimulator.CLOCK, Duration.ofSeconds(TOLERANCE + 1));
        assertThatThrownBy(() -> Webhook.constructEvent(
                        deliveries.body(), deliveries.signature(), WebhookReceiver.SECRET, TOLERANCE, later))
                .isInstanceOf(SignatureVerificationException.class);
    }

    @Test
    void declinesActionsAndProcessingAreDelivered() throws Exception {
        simulator.form("/v1/payment_intents", form("pm_card_chargeDeclined"));
        awaitDeliveries("payment_intent.created", "charge.failed", "payment_intent.payment_failed");
        simulator.form("/v1/payment_intents", form("pm_card_authenticationRequired"));
        awaitDeliveries(3, "payment_intent.created", "payment_intent.requires_action");
        simulator.form("/v1/payment_intents", form("pm_silent"));
        awaitDeliveries(5, "payment_intent.created", "charge.pending", "payment_intent.processing");
    }

    @Test
    void eventsOfTimersAreDelivered() throws Exception {
        PaymentIntent reserved = simulator.pay("o1", 1000, "pm_card_visa", CaptureMethod.MANUAL);
        await().until(() -> receiver.deliveries().size() == 3);
        simulator.server().advance(Duration.ofDays(7));
        awaitDeliveries(3, "charge.expired", "payment_intent.canceled");
        PaymentIntent expired = simulator.stripe().v1().paymentIntents().retrieve(reserved.getId());
        assertThat(expired.getStatus()).isEqualTo("canceled");
        assertThat(expired.getCancellationReason()).isEqualTo("automatic");
    }

    @Test
    void disputesAndRefundUpdatesAreDelivered() throws Exception {
        simulator.pay("o1", 1000, "pm_card_createDispute", CaptureMethod.AUTOMATIC);
        PaymentIntent paid = simulator.pay("o2", 1000, "pm_card_refundFail", CaptureMethod.AUTOMATIC);
        simulator
                .stripe()
                .v1()
                .refunds()
                .create(RefundCreateParams.builder()
                        .setPaymentIntent(paid.getId())
                        .build());
        await().until(() -> receiver.deliveries().size() == 8);
        simulator.server().advance(Duration.ofSeconds(2));
        await().untilAsserted(() -> assertThat(receiver.types())
                .contains(
                        "charge.dispute.created",
                        "charge.dispute.funds_withdrawn",
                        "refund.failed",
                        "refund.updated",
                        "charge.refund.updated"));
    }

    @Test
    void aFailingEndpointReceivesTheSameEventOnRetry() throws Exception {
        receiver.answer(503);
        simulator.pay("o1", 1000, "pm_card_visa", CaptureMethod.AUTOMATIC);
        await().until(() -> deliveries().stream()
                        .filter(line -> line.contains("answered 503"))
                        .count()
                == 3);
        assertThat(receiver.deliveries()).isEmpty();
        receiver.answer(200);
        simulator.server().advance(Duration.ofSeconds(1));
        await().until(() -> receiver.deliveries().size() == 3);
        List<String> ids = simulator.stripe().v1().events().list().getData().stream()
                .map(Event::getId)
                .toList();
        assertThat(new HashSet<>(ids))
                .isEqualTo(new HashSet<>(
                        receiver.deliveries().stream().map(Delivery::id).toList()));
    }

    @Test
    void undeliveredEventsAreDeliveredAfterARestart() throws Exception {
        receiver.answer(500);
        simulator.pay("o1", 1000, "pm_card_visa", CaptureMethod.AUTOMATIC);
        await().until(() -> deliveries().size() == 3);
        receiver.answer(200);
        simulator.restart();
        // The delivery may not be logged yet: a restart in between correctly delivers it again.
        await().until(() -> deliveries().stream()
                        .filter(line -> line.contains("\"settled\":true"))
                        .count()
                == 3);
        int before = receiver.deliveries().size();
        simulator.restart();
        PaymentIntent next = simulator.pay("o2", 1000, "pm_card_visa", CaptureMethod.AUTOMATIC);
        await().until(() -> receiver.deliveries().size() == before + 3);
        assertThat(receiver.deliveries().get(before).body()).contains(next.getId());
    }

    @Test
    void anEventCanBeResentAtAnyTime() throws Exception {
        simulator.pay("o1", 1000, "pm_card_visa", CaptureMethod.AUTOMATIC);
        await().until(() -> receiver.deliveries().size() == 3);
        simulator.server().advance(Duration.ofDays(3));
        simulator.control("POST", "events/" + receiver.deliveries().get(2).id() + "/delivery", "{\"times\":5}");
        await().until(() -> receiver.deliveries().size() == 8);
        assertThat(receiver.types().subList(3, 8)).containsOnly("payment_intent.succeeded");
        verified(receiver.deliveries().get(7));
    }

    @Test
    void eventsCanBeListedByTypeAndTime() throws Exception {
        simulator.pay("o1", 1000, "pm_card_visa", CaptureMethod.AUTOMATIC);
        simulator.server().advance(Duration.ofMinutes(1));
        PaymentIntent second = simulator.pay("o2", 1000, "pm_card_visa", CaptureMethod.AUTOMATIC);
        List<Event> succeeded = simulator
                .stripe()
                .v1()
                .events()
                .list(EventListParams.builder()
                        .setType("payment_intent.succeeded")
                        .setCreated(EventListParams.Created.builder()
                                .setGt(RunningSimulator.START.getEpochSecond())
                                .build())
                        .build())
                .getData();
        assertThat(succeeded).hasSize(1);
        PaymentIntent told = (PaymentIntent)
                succeeded.getFirst().getDataObjectDeserializer().getObject().orElseThrow();
        assertThat(told.getId()).isEqualTo(second.getId());
        assertThat(simulator
                        .stripe()
                        .v1()
                        .events()
                        .retrieve(succeeded.getFirst().getId())
                        .getType())
                .isEqualTo("payment_intent.succeeded");
    }

    @Test
    void webhookEndpointsAreListedWithTheirVersion() throws Exception {
        var endpoint =
                simulator.stripe().v1().webhookEndpoints().list().getData().getFirst();
        assertThat(endpoint.getUrl()).isEqualTo(receiver.url());
        assertThat(endpoint.getApiVersion()).isEqualTo(com.stripe.Stripe.API_VERSION);
        simulator.control("DELETE", "webhook_endpoints", "");
        assertThat(simulator.stripe().v1().webhookEndpoints().list().getData()).isEmpty();
        simulator.control(
                "POST",
                "webhook_endpoints",
                "{\"url\":\"" + receiver.url() + "\",\"secret\":\"" + WebhookReceiver.SECRET + "\"}");
        assertThat(simulator.stripe().v1().webhookEndpoints().list().getData()).hasSize(1);
    }

    private void awaitDeliveries(String... types) {
        awaitDeliveries(0, types);
    }

    private void awaitDeliveries(int before, String... types) {
        await().until(() -> receiver.deliveries().size() >= before + types.length);
        assertThat(receiver.types().subList(before, receiver.types().size())).containsExactly(types);
    }

    private List<String> deliveries() throws Exception {
        return java.nio.file.Files.readAllLines(simulator.directory().resolve("webhooks.jsonl"));
    }

    private static Event verified(Delivery deliveries) throws SignatureVerificationException {
        return Webhook.constructEvent(
                deliveries.body(), deliveries.signature(), WebhookReceiver.SECRET, TOLERANCE, RunningSimulator.CLOCK);
    }

    private static String form(String method) {
        return "amount=1530&currency=gbp&confirm=true&payment_method_types[]=card&payment_method=" + method;
    }
}

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
import dev.ordersaga.simulator.MerchantEars.Heard;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class WebhooksIT {

    private static final long TOLERANCE = 300;

    @RegisterExtension
    final MerchantEars ears = new MerchantEars();

    @RegisterExtension
    final Provider provider = new Provider(options -> options.webhook(ears.url(), MerchantEars.SECRET));

    @Test
    void everyStepIsToldSignedAndInOrder() throws Exception {
        PaymentIntent reserved = provider.stripe()
                .v1()
                .paymentIntents()
                .create(
                        Provider.payment("o1", 1000, "pm_card_visa", CaptureMethod.MANUAL)
                                .build(),
                        Provider.key("o1/authorize/1"));
        hears("payment_intent.created", "charge.succeeded", "payment_intent.amount_capturable_updated");
        provider.stripe().v1().paymentIntents().capture(reserved.getId());
        hears(3, "charge.captured", "payment_intent.succeeded");
        provider.stripe()
                .v1()
                .refunds()
                .create(RefundCreateParams.builder()
                        .setPaymentIntent(reserved.getId())
                        .build());
        hears(5, "refund.created", "charge.refunded");

        Event created = verified(ears.heard().get(0));
        assertThat(created.getApiVersion()).isEqualTo(com.stripe.Stripe.API_VERSION);
        assertThat(created.getRequest().getIdempotencyKey()).isEqualTo("o1/authorize/1");
        assertThat(created.getRequest().getId())
                .isEqualTo(reserved.getLastResponse().requestId());
        PaymentIntent asCreated = intentIn(created);
        assertThat(asCreated.getStatus()).isEqualTo("requires_confirmation");
        PaymentIntent asReserved = intentIn(verified(ears.heard().get(2)));
        assertThat(asReserved.getId()).isEqualTo(reserved.getId());
        assertThat(asReserved.getStatus()).isEqualTo("requires_capture");
        assertThat(asReserved.getMetadata()).containsEntry("orderId", "o1");
    }

    private static PaymentIntent intentIn(Event event) {
        return (PaymentIntent) event.getDataObjectDeserializer().getObject().orElseThrow();
    }

    @Test
    void tamperedAndOldDeliveriesAreFoundOut() throws Exception {
        provider.pay("o1", 1000, "pm_card_visa", CaptureMethod.AUTOMATIC);
        await().until(() -> ears.heard().size() == 3);
        Heard heard = ears.heard().getFirst();
        String forged = heard.body().replace("1000", "1");
        assertThatThrownBy(() -> Webhook.constructEvent(
                        forged, heard.signature(), MerchantEars.SECRET, TOLERANCE, Provider.CLOCK))
                .isInstanceOf(SignatureVerificationException.class);
        assertThatThrownBy(() -> Webhook.constructEvent(
                        heard.body(), heard.signature(), "whsec_other", TOLERANCE, Provider.CLOCK))
                .isInstanceOf(SignatureVerificationException.class);
        Clock later = Clock.offset(Provider.CLOCK, Duration.ofSeconds(TOLERANCE + 1));
        assertThatThrownBy(() ->
                        Webhook.constructEvent(heard.body(), heard.signature(), MerchantEars.SECRET, TOLERANCE, later))
                .isInstanceOf(SignatureVerificationException.class);
    }

    @Test
    void declinesActionsAndProcessingAreTold() throws Exception {
        provider.form("/v1/payment_intents", form("pm_card_chargeDeclined"));
        hears("payment_intent.created", "charge.failed", "payment_intent.payment_failed");
        provider.form("/v1/payment_intents", form("pm_card_authenticationRequired"));
        hears(3, "payment_intent.created", "payment_intent.requires_action");
        provider.form("/v1/payment_intents", form("pm_silent"));
        hears(5, "payment_intent.created", "charge.pending", "payment_intent.processing");
    }

    @Test
    void whatComesLaterIsToldWhenItComes() throws Exception {
        PaymentIntent reserved = provider.pay("o1", 1000, "pm_card_visa", CaptureMethod.MANUAL);
        await().until(() -> ears.heard().size() == 3);
        provider.server().advance(Duration.ofDays(7));
        hears(3, "charge.expired", "payment_intent.canceled");
        PaymentIntent expired = provider.stripe().v1().paymentIntents().retrieve(reserved.getId());
        assertThat(expired.getStatus()).isEqualTo("canceled");
        assertThat(expired.getCancellationReason()).isEqualTo("automatic");
    }

    @Test
    void disputesAndTurningRefundsAreTold() throws Exception {
        provider.pay("o1", 1000, "pm_card_createDispute", CaptureMethod.AUTOMATIC);
        PaymentIntent paid = provider.pay("o2", 1000, "pm_card_refundFail", CaptureMethod.AUTOMATIC);
        provider.stripe()
                .v1()
                .refunds()
                .create(RefundCreateParams.builder()
                        .setPaymentIntent(paid.getId())
                        .build());
        await().until(() -> ears.heard().size() == 8);
        provider.server().advance(Duration.ofSeconds(2));
        await().untilAsserted(() -> assertThat(ears.types())
                .contains(
                        "charge.dispute.created",
                        "charge.dispute.funds_withdrawn",
                        "refund.failed",
                        "refund.updated",
                        "charge.refund.updated"));
    }

    @Test
    void aDeafEndpointHearsItWhenItIsWellAgainWithTheSameId() throws Exception {
        ears.answer(503);
        provider.pay("o1", 1000, "pm_card_visa", CaptureMethod.AUTOMATIC);
        await().until(() -> deliveries().stream()
                        .filter(line -> line.contains("answered 503"))
                        .count()
                == 3);
        assertThat(ears.heard()).isEmpty();
        ears.answer(200);
        provider.server().advance(Duration.ofSeconds(1));
        await().until(() -> ears.heard().size() == 3);
        List<String> ids = provider.stripe().v1().events().list().getData().stream()
                .map(Event::getId)
                .toList();
        assertThat(new HashSet<>(ids))
                .isEqualTo(new HashSet<>(ears.heard().stream().map(Heard::id).toList()));
    }

    @Test
    void whatWasNotHeardBeforeARestartIsToldAfterIt() throws Exception {
        ears.answer(500);
        provider.pay("o1", 1000, "pm_card_visa", CaptureMethod.AUTOMATIC);
        await().until(() -> deliveries().size() == 3);
        ears.answer(200);
        provider.restart();
        // Heard is not yet noted: a restart between the two tells it once more, which is right.
        await().until(() -> deliveries().stream()
                        .filter(line -> line.contains("\"settled\":true"))
                        .count()
                == 3);
        int before = ears.heard().size();
        provider.restart();
        PaymentIntent next = provider.pay("o2", 1000, "pm_card_visa", CaptureMethod.AUTOMATIC);
        await().until(() -> ears.heard().size() == before + 3);
        assertThat(ears.heard().get(before).body()).contains(next.getId());
    }

    @Test
    void anEventCanBeSentAgainAnyTime() throws Exception {
        provider.pay("o1", 1000, "pm_card_visa", CaptureMethod.AUTOMATIC);
        await().until(() -> ears.heard().size() == 3);
        provider.server().advance(Duration.ofDays(3));
        provider.control("POST", "events/" + ears.heard().get(2).id() + "/delivery", "{\"times\":5}");
        await().until(() -> ears.heard().size() == 8);
        assertThat(ears.types().subList(3, 8)).containsOnly("payment_intent.succeeded");
        verified(ears.heard().get(7));
    }

    @Test
    void eventsCanBeListedByTypeAndTime() throws Exception {
        provider.pay("o1", 1000, "pm_card_visa", CaptureMethod.AUTOMATIC);
        provider.server().advance(Duration.ofMinutes(1));
        PaymentIntent second = provider.pay("o2", 1000, "pm_card_visa", CaptureMethod.AUTOMATIC);
        List<Event> succeeded = provider.stripe()
                .v1()
                .events()
                .list(EventListParams.builder()
                        .setType("payment_intent.succeeded")
                        .setCreated(EventListParams.Created.builder()
                                .setGt(Provider.START.getEpochSecond())
                                .build())
                        .build())
                .getData();
        assertThat(succeeded).hasSize(1);
        PaymentIntent told = (PaymentIntent)
                succeeded.getFirst().getDataObjectDeserializer().getObject().orElseThrow();
        assertThat(told.getId()).isEqualTo(second.getId());
        assertThat(provider.stripe()
                        .v1()
                        .events()
                        .retrieve(succeeded.getFirst().getId())
                        .getType())
                .isEqualTo("payment_intent.succeeded");
    }

    @Test
    void theEndpointAndItsVersionCanBeAskedFor() throws Exception {
        var endpoint =
                provider.stripe().v1().webhookEndpoints().list().getData().getFirst();
        assertThat(endpoint.getUrl()).isEqualTo(ears.url());
        assertThat(endpoint.getApiVersion()).isEqualTo(com.stripe.Stripe.API_VERSION);
        provider.control("DELETE", "webhook_endpoints", "");
        assertThat(provider.stripe().v1().webhookEndpoints().list().getData()).isEmpty();
        provider.control(
                "POST",
                "webhook_endpoints",
                "{\"url\":\"" + ears.url() + "\",\"secret\":\"" + MerchantEars.SECRET + "\"}");
        assertThat(provider.stripe().v1().webhookEndpoints().list().getData()).hasSize(1);
    }

    private void hears(String... types) {
        hears(0, types);
    }

    private void hears(int before, String... types) {
        await().until(() -> ears.heard().size() >= before + types.length);
        assertThat(ears.types().subList(before, ears.types().size())).containsExactly(types);
    }

    private List<String> deliveries() throws Exception {
        return java.nio.file.Files.readAllLines(provider.directory().resolve("webhooks.jsonl"));
    }

    private static Event verified(Heard heard) throws SignatureVerificationException {
        return Webhook.constructEvent(heard.body(), heard.signature(), MerchantEars.SECRET, TOLERANCE, Provider.CLOCK);
    }

    private static String form(String method) {
        return "amount=1530&currency=gbp&confirm=true&payment_method_types[]=card&payment_method=" + method;
    }
}

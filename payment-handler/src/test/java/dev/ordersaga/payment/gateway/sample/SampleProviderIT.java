package dev.ordersaga.payment.gateway.sample;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersaga.api.payment.PaymentAttemptStarted;
import dev.ordersaga.api.payment.PaymentCaptured;
import dev.ordersaga.api.payment.PaymentDeclined;
import dev.ordersaga.api.payment.PaymentProcessing;
import dev.ordersaga.api.payment.PaymentRefundStarted;
import dev.ordersaga.api.payment.PaymentRefunded;
import dev.ordersaga.api.payment.PaymentReleaseFinished;
import dev.ordersaga.api.payment.PaymentReleaseStarted;
import dev.ordersaga.payment.execution.PaymentHandlerFixture;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** payment-handler with the provider that the guide adds, beside another one: one import and one setting are enough. */
class SampleProviderIT {

    private static final String SECRET = "secret";

    private static final PaymentHandlerFixture SERVICE = PaymentHandlerFixture.start(
            SampleConfiguration.class,
            "--payment-handler.providers=sample,simulated",
            "--payment-handler.sample.webhook-secret=" + SECRET);

    @Test
    void thePaymentMethodSelectsTheProviderAndTheAttemptRecordsIt() {
        UUID sample = SERVICE.orderWithPaymentRequested("sample_good");
        UUID simulated = SERVICE.orderWithPaymentRequested("pm_card_visa");

        SERVICE.awaitHistory(sample, PaymentAttemptStarted.class, PaymentCaptured.class);
        SERVICE.awaitHistory(simulated, PaymentAttemptStarted.class, PaymentCaptured.class);
        assertThat(providerOf(sample)).isEqualTo("sample");
        assertThat(providerOf(simulated)).isEqualTo("simulated");
    }

    @Test
    void aRefundGoesToTheProviderOfTheCharge() {
        UUID order = SERVICE.orderWithPaymentRequested("sample_good");
        SERVICE.awaitHistory(order, PaymentAttemptStarted.class, PaymentCaptured.class);
        SERVICE.requestRelease(order);

        SERVICE.awaitHistory(
                order,
                PaymentAttemptStarted.class,
                PaymentCaptured.class,
                PaymentReleaseStarted.class,
                PaymentRefundStarted.class,
                PaymentRefunded.class,
                PaymentReleaseFinished.class);
        assertThat(SERVICE.events(order))
                .filteredOn(PaymentRefunded.class::isInstance)
                .singleElement()
                .isInstanceOfSatisfying(
                        PaymentRefunded.class,
                        refunded -> assertThat(refunded.providerReference()).startsWith("payback-"));
    }

    @Test
    void aPaymentMethodOfNoProviderIsDeclined() {
        UUID order = SERVICE.orderWithPaymentRequested("tok_unknown");
        SERVICE.awaitHistory(order, PaymentAttemptStarted.class, PaymentDeclined.class);
        assertThat(providerOf(order)).isNull();
    }

    @Test
    void aWebhookSettlesASlowPayment() throws IOException, InterruptedException {
        UUID order = SERVICE.orderWithPaymentRequested("sample_slow");
        SERVICE.awaitHistory(order, PaymentAttemptStarted.class, PaymentProcessing.class);
        SERVICE.bean(SampleProvider.class).api().completePendingWork();

        String body = "{\"id\":\"%s\",\"type\":\"transfer.paid\",\"reference\":\"transfer-%s-authorize-1\"}"
                .formatted(order, order);
        String signature = new SampleWebhookVerifier(SECRET).sign(body.getBytes(UTF_8));
        assertThat(post("/payments/webhooks/sample", body, "forged").statusCode())
                .isEqualTo(400);
        assertThat(post("/payments/webhooks/sample", body, signature).statusCode())
                .isEqualTo(200);
        assertThat(post("/payments/webhooks/sample", body, signature).statusCode())
                .as("a duplicate")
                .isEqualTo(200);

        SERVICE.awaitHistory(order, PaymentAttemptStarted.class, PaymentProcessing.class, PaymentCaptured.class);
    }

    @Test
    void providersWithoutWebhooksHaveNoRoute() throws IOException, InterruptedException {
        for (String provider : List.of("simulated", "stripe", "unknown")) {
            HttpResponse<String> answer = post("/payments/webhooks/" + provider, "{}", "any");
            assertThat(answer.statusCode()).as(provider).isEqualTo(404);
            assertThat(answer.body()).contains("\"code\":\"not-found\"");
        }
    }

    private static @Nullable String providerOf(UUID order) {
        return ((PaymentAttemptStarted) SERVICE.events(order).getFirst()).provider();
    }

    private static HttpResponse<String> post(String path, String body, String signature)
            throws IOException, InterruptedException {
        URI uri = URI.create("http://127.0.0.1:" + SERVICE.property("local.server.port") + path);
        HttpRequest request = HttpRequest.newBuilder(uri)
                .header(SampleWebhookVerifier.HEADER, signature)
                .POST(BodyPublishers.ofString(body))
                .build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(request, BodyHandlers.ofString());
        }
    }
}

package dev.ordersaga.paymenthandler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersaga.eventstore.testing.TestApiKey;
import dev.ordersaga.payment.execution.PaymentHandlerFixture;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

class PaymentHandlerApplicationIT {

    private final PaymentHandlerFixture service = PaymentHandlerFixture.shared();

    @Test
    void answersWebhooksOfUnknownProvidersWithAProblem() throws IOException, InterruptedException {
        URI uri = uri("local.server.port", "/payments/webhooks/unknown");
        HttpResponse<String> answer = send(
                HttpRequest.newBuilder(uri).POST(BodyPublishers.ofString("{}")).build());

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(answer.body()).contains("\"code\":\"not-found\"");
    }

    @Test
    void answersUnknownRoutesWithAProblem() throws IOException, InterruptedException {
        HttpResponse<String> answer = get("local.server.port", "/payments/unknown");

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
    }

    @Test
    void exposesHealthAndMetricsOnTheManagementPortOnly() throws IOException, InterruptedException {
        assertThat(get("local.management.port", "/actuator/health/liveness").statusCode())
                .isEqualTo(200);
        assertThat(get("local.management.port", "/actuator/prometheus").body())
                .contains("payment_calls_open", "payment_calls_unknown_age_seconds");
        assertThat(get("local.server.port", "/actuator/health").statusCode()).isEqualTo(404);
    }

    private HttpResponse<String> get(String port, String path) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(uri(port, path))
                .header("Authorization", TestApiKey.BEARER)
                .build());
    }

    private URI uri(String port, String path) {
        return URI.create("http://127.0.0.1:" + service.property(port) + path);
    }

    private static HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        }
    }
}

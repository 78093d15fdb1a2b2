package dev.ordersaga.paymenthandler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersaga.payment.execution.PaymentHandlerFixture;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

class PaymentHandlerApplicationIT {

    private final PaymentHandlerFixture house = PaymentHandlerFixture.shared();

    @Test
    void hasNoPublicRoutesYetAndSaysSoAsAProblem() throws IOException, InterruptedException {
        HttpResponse<String> answer = get("local.server.port", "/payments/webhooks/stripe");

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
    }

    @Test
    void showsHealthAndMetricsOnThePortOfOperatorsOnly() throws IOException, InterruptedException {
        assertThat(get("local.management.port", "/actuator/health/liveness").statusCode())
                .isEqualTo(200);
        assertThat(get("local.management.port", "/actuator/prometheus").body())
                .contains("payment_calls_open", "payment_calls_unknown_age_seconds");
        assertThat(get("local.server.port", "/actuator/health").statusCode()).isEqualTo(404);
    }

    private HttpResponse<String> get(String port, String path) throws IOException, InterruptedException {
        URI uri = URI.create("http://127.0.0.1:" + house.property(port) + path);
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
        }
    }
}

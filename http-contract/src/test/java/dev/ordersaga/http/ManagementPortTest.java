package dev.ordersaga.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalManagementPort;

/** The management port: health and metrics for probes and Prometheus. */
@SpringBootTest(
        classes = TestApplication.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {"spring.config.import=classpath:http-defaults.yaml", "management.server.port=0"})
class ManagementPortTest {

    private final int port;

    ManagementPortTest(@LocalManagementPort int port) {
        this.port = port;
    }

    @ParameterizedTest
    @CsvSource({
        "health, 200",
        "health/liveness, 200",
        "health/readiness, 200",
        "prometheus, 200",
        "info, 200",
        "env, 404",
        "beans, 404",
        "shutdown, 404",
        "loggers, 404"
    })
    void onlyHealthMetricsAndTheBuildAreExposed(String endpoint, int status) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/actuator/" + endpoint))
                .build();

        HttpResponse<String> answer = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    }
}

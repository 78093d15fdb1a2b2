package dev.ordersaga.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The HTTP contract over a real Tomcat, for requests that reach Spring. */
@SpringBootTest(
        classes = TestApplication.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {"spring.config.import=classpath:http-defaults.yaml", "management.server.port=0"})
class HttpContractTest {

    private static final String TRACE_ID = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String TRACEPARENT = "00-" + TRACE_ID + "-00f067aa0ba902b7-01";
    private static final JsonMapper JSON = new JsonMapper();

    private final HttpClient client = HttpClient.newHttpClient();
    private final int port;

    HttpContractTest(@LocalServerPort int port) {
        this.port = port;
    }

    @Test
    void responseHasSecurityHeadersAndNoCookie() throws Exception {
        HttpResponse<String> answer = get("/things/1");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertSecured(answer);
        assertThat(answer.headers().map()).doesNotContainKeys("set-cookie", "server", "x-powered-by");
    }

    @ParameterizedTest
    @CsvSource({
        "/nowhere, 404, not-found",
        "/error, 404, not-found",
        "/actuator, 404, not-found",
        "/actuator/health, 404, not-found",
        "/things/refused, 409, thing-exists",
        "/things/boom, 500, internal-error",
        "/things/database-down, 503, service-unavailable",
        "/things/database-down-below, 503, service-unavailable",
        "/things/deadlock, 503, service-unavailable",
        "/parameter, 400, invalid-query",
        "/parameter?number=x, 400, invalid-query",
        "/header, 400, invalid-header"
    })
    void everyErrorIsAProblem(String path, int status, String code) throws Exception {
        HttpResponse<String> answer = get(path);

        assertProblem(answer, status, code);
        assertThat(body(answer).path("instance").asString()).isEqualTo(path.replaceAll("\\?.*", ""));
        assertThat(answer.body()).doesNotContainIgnoringCase("exception").doesNotContain("secret", "dev.", "select");
    }

    @Test
    void problemIgnoresTheAcceptHeader() throws Exception {
        HttpResponse<String> answer = send(request("/nowhere").header("Accept", "text/html"));

        assertProblem(answer, 404, "not-found");
    }

    @Test
    void unacceptableMediaTypeIsNotAcceptable() throws Exception {
        assertProblem(send(request("/things/1").header("Accept", "image/png")), 406, "not-acceptable");
    }

    @Test
    void serviceUnavailableHasRetryAfter() throws Exception {
        HttpResponse<String> answer = get("/things/database-down");

        assertThat(answer.headers().firstValueAsLong("Retry-After").orElseThrow())
                .isBetween(2L, 5L);
        assertThat(body(answer).path("retryable").asBoolean()).isTrue();
    }

    @Test
    void wrongMethodIsAnsweredWithAllow() throws Exception {
        HttpResponse<String> answer = send(request("/things/1").DELETE());

        assertProblem(answer, 405, "method-not-allowed");
        assertThat(answer.headers().firstValue("Allow")).hasValue("GET, HEAD, OPTIONS, PUT");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "DELETE  | /things/1  | 405 | GET, HEAD, OPTIONS, PUT",
                "OPTIONS | /things/1  | 200 | GET, HEAD, OPTIONS, PUT",
                "GET     | /elsewhere | 405 | OPTIONS, POST",
                "OPTIONS | /elsewhere | 200 | OPTIONS, POST",
                "DELETE  | /parameter | 405 | GET, HEAD, OPTIONS"
            })
    void allowListsTheMethodsOfThePathWhereverTheyAreServed(String method, String path, int status, String allow)
            throws Exception {
        HttpResponse<String> answer = send(request(path).method(method, HttpRequest.BodyPublishers.noBody()));

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Allow")).hasValue(allow);
    }

    @Test
    void anyNumberOfLanguagesMayBeAccepted() throws Exception {
        HttpResponse<String> answer =
                send(request("/things/1").header("Accept-Language", "de,".repeat(2_000) + "en;q=0.5"));

        assertThat(answer.statusCode()).isEqualTo(200);
    }

    @Test
    void problemOfHeadHasNoBody() throws Exception {
        HttpResponse<String> answer =
                send(request("/things/refused").method("HEAD", HttpRequest.BodyPublishers.noBody()));

        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(answer.body()).isEmpty();
    }

    @Test
    void problemHasTheTraceIdOfTheCaller() throws Exception {
        HttpResponse<String> answer = send(request("/things/refused").header("traceparent", TRACEPARENT));

        assertThat(body(answer).path("traceId").asString()).isEqualTo(TRACE_ID);
    }

    @Test
    void bodyIsReadAsJson() throws Exception {
        assertThat(post("application/json", "{\"name\":\"x\"}").body()).isEqualTo("x");
        assertThat(post("application/json;charset=utf-8", "{\"name\":\"é\"}").body())
                .isEqualTo("é");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/plain",
                "application/json;charset=iso-8859-1",
                "application/json;x=1",
                "application/json;charset=utf-8;version=2",
                "application/problem+json",
                "application/xml",
                "nonsense"
            })
    void otherMediaTypeIsUnsupported(String type) throws Exception {
        HttpResponse<String> answer = post(type, "{\"name\":\"x\"}");

        assertProblem(answer, 415, "unsupported-media-type");
        assertThat(answer.headers().firstValue("Accept")).hasValue("application/json");
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "deflate", "br", "x", "identity, gzip"})
    void encodedBodyIsUnsupported(String encoding) throws Exception {
        HttpResponse<String> answer = send(request("/things")
                .header("Content-Type", "application/json")
                .header("Content-Encoding", encoding)
                .POST(HttpRequest.BodyPublishers.ofString("{\"name\":\"x\"}")));

        assertProblem(answer, 415, "unsupported-media-type");
        assertThat(answer.headers().firstValue("Accept-Encoding")).hasValue("identity");
    }

    @Test
    void allFaultsOfABodyAreReportedAtOnce() throws Exception {
        HttpResponse<String> answer = post("application/json", "{\"name\":7,\"odd\":true,\"4242 4242 4242 4242\":1}");

        assertProblem(answer, 422, "invalid-fields");
        assertThat(body(answer).path("errors").toString())
                .isEqualTo(
                        "[{\"pointer\":\"\",\"code\":\"card_number\",\"detail\":\"This looks like a card number. Card numbers must"
                                + " never be sent here; send the provider's token.\"},"
                                + "{\"pointer\":\"/name\",\"code\":\"wrong_type\",\"detail\":\"Must be a JSON string.\"},"
                                + "{\"pointer\":\"/odd\",\"code\":\"unknown_field\",\"detail\":\"No such field exists.\"}]");
    }

    @Test
    void bodyAtTheLimitIsRead() throws Exception {
        String json = "{\"name\":\"x\"}";

        assertThat(post("application/json", json + " ".repeat(512 * 1024 - json.length()))
                        .body())
                .isEqualTo("x");
        assertProblem(
                post("application/json", json + " ".repeat(512 * 1024 - json.length() + 1)), 413, "body-too-large");
    }

    private static void assertProblem(HttpResponse<String> answer, int status, String code) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        JsonNode body = body(answer);
        assertThat(body.path("status").asInt()).isEqualTo(status);
        assertThat(body.path("code").asString()).isEqualTo(code);
        assertThat(body.path("type").asString()).isEqualTo("/problems/" + code);
        assertThat(body.path("title").asString()).isNotBlank();
        assertThat(body.path("detail").asString()).isNotBlank();
        assertThat(body.path("traceId").asString()).matches("[0-9a-f]{32}");
        assertThat(body.path("retryable").isBoolean()).isTrue();
        assertSecured(answer);
    }

    private static void assertSecured(HttpResponse<String> answer) {
        assertThat(answer.headers().map())
                .containsKeys("content-security-policy", "x-frame-options", "referrer-policy")
                .containsEntry("x-content-type-options", List.of("nosniff"))
                .containsEntry("cache-control", List.of("no-store"));
    }

    private static JsonNode body(HttpResponse<String> answer) {
        return JSON.readTree(answer.body());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Authorization", TestApplication.BEARER);
    }

    private HttpResponse<String> get(String path) throws Exception {
        return send(request(path));
    }

    private HttpResponse<String> post(String type, String body) throws Exception {
        return send(request("/things").header("Content-Type", type).POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}

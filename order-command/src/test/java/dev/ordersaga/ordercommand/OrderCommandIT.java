package dev.ordersaga.ordercommand;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ordersaga.api.payment.PaymentEvent;
import dev.ordersaga.api.privacy.DataSubject;
import dev.ordersaga.api.testing.PaymentEvents;
import dev.ordersaga.eventstore.schema.MigrationApplication;
import dev.ordersaga.eventstore.testing.TestApiKey;
import dev.ordersaga.eventstore.testing.TestPostgres;
import dev.ordersaga.operations.roles.DatabaseRoles;
import dev.ordersaga.privacy.keys.SubjectKeys;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.axonframework.common.IdentifierFactory;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** The running service on a real PostgreSQL, tested over HTTP. No payment-handler answers its requests. */
class OrderCommandIT {

    private static final String ORDER = """
            {"customerId":"17850","currency":"GBP","paymentMethod":"pm_card_visa",
             "lines":[{"sku":"85123A","description":"WHITE HANGING HEART","quantity":6,"unitPrice":"2.55"}]}""";

    private static ConfigurableApplicationContext service;
    private static String api;
    private static JdbcClient jdbc;
    private static JdbcClient administrator;
    private static final HttpClient http = HttpClient.newHttpClient();

    @BeforeAll
    static void start() {
        String database = TestPostgres.newDatabase(administrator -> DatabaseRoles.create(administrator, Map.of()));
        MigrationApplication.run(
                "--spring.datasource.url=" + database,
                "--event-store.connections.migration.username=" + DatabaseRoles.MIGRATION,
                "--event-store.connections.migration.password=");
        service = new SpringApplicationBuilder(OrderCommandApplication.class)
                .run(
                        "--server.port=0",
                        "--server.address=127.0.0.1",
                        TestApiKey.SETTING,
                        "--management.server.port=0",
                        "--order-command.payment.deadline=1s",
                        "--event-processing.segments.order-payment-saga=4",
                        "--event-processing.tasks.poll-interval=100ms",
                        "--logging.structured.format.console=",
                        "--spring.datasource.url=" + database,
                        "--spring.datasource.username=order_command");
        api = "http://127.0.0.1:" + service.getEnvironment().getProperty("local.server.port");
        jdbc = service.getBean(JdbcClient.class);
        administrator = JdbcClient.create(new DriverManagerDataSource(database, "postgres", ""));
    }

    @AfterAll
    static void stop() {
        service.close();
        http.close();
    }

    @Test
    void anAcceptedOrderIsStoredItsPaymentRequestedAndAskedForAtItsDeadline() throws Exception {
        HttpResponse<String> answer = post("/orders", ORDER, key());

        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
        String location = answer.headers().firstValue("Location").orElseThrow();
        assertThat(answer.body()).contains("\"status\":\"PLACED\"", "\"version\":0", "\"total\":\"15.30\"");
        assertThat(answer.body()).contains(location + "/cancellation");
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(events(location)).containsExactly("OrderPlaced", "PaymentRequested"));
        assertThat(rows("saga_entry")).isZero();

        // payment-handler, which does not run here, had no answer within the deadline of a second
        UUID order = UUID.fromString(location.substring("/orders/".length()));
        PaymentEvents payment = PaymentEvents.of(order);
        publish(payment.attemptStarted(), 0);
        publish(payment.unanswered(service.getBean(Clock.class).instant().minusSeconds(2)), 1);
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(events(location))
                        .containsExactly("OrderPlaced", "PaymentRequested", "PaymentDelayed", "PaymentCheckRequested"));
        await().atMost(Duration.ofSeconds(20))
                .until(() -> rows("scheduled_tasks WHERE task_name LIKE '%eadline%'") + rows("saga_entry") == 0);
    }

    private static void publish(PaymentEvent event, int sequence) {
        service.getBean(EventStore.class)
                .publish(new GenericDomainEventMessage<>(
                        "Payment", event.paymentId().toString(), sequence, event));
    }

    private static long rows(String table) {
        return jdbc.sql("SELECT count(*) FROM ordercommand." + table)
                .query(Long.class)
                .single();
    }

    @Test
    void aRepeatedRequestGetsTheSameAnswerByteForByte() throws Exception {
        String key = key();
        HttpResponse<String> first = post("/orders", ORDER, key);
        HttpResponse<String> again = post("/orders", ORDER.replace("\n", "\n   "), '"' + key + '"');

        assertThat(again.statusCode()).isEqualTo(202);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(again.headers().firstValue("Location"))
                .isEqualTo(first.headers().firstValue("Location"));
    }

    @Test
    void aKeyOfAnotherRequestIsRefused() throws Exception {
        String key = key();
        post("/orders", ORDER, key);
        HttpResponse<String> other = post("/orders", ORDER.replace("17850", "17851"), key);

        assertThat(other.statusCode()).isEqualTo(422);
        assertThat(other.body()).contains("idempotency-key-reused");
    }

    @Test
    void aRefusedRequestLeavesItsKeyUnused() throws Exception {
        String key = key();
        assertThat(post("/orders", ORDER.replace("\"quantity\":6", "\"quantity\":0"), key)
                        .statusCode())
                .isEqualTo(422);
        assertThat(post("/orders", ORDER, key).statusCode()).isEqualTo(202);
    }

    @Test
    void manyConcurrentRequestsWithOneKeyPlaceOneOrder() throws Exception {
        String key = key();
        List<Future<Integer>> answers;
        try (var clients = Executors.newVirtualThreadPerTaskExecutor()) {
            answers = IntStream.range(0, 20)
                    .mapToObj(i -> clients.submit(() ->
                            post("/orders", ORDER.replace("85123A", key), key).statusCode()))
                    .toList();
        }
        List<Integer> statuses = answers.stream().map(Future::resultNow).toList();
        assertThat(statuses).contains(202).isSubsetOf(202, 409);
        assertThat(jdbc.sql("SELECT count(*) FROM eventstore.domain_event_entry"
                                + " WHERE payload_type LIKE '%OrderPlaced' AND convert_from(payload, 'UTF8') LIKE ?")
                        .param("%" + key + "%")
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
    }

    /** This service does not know which orders are settled, so the erasure does not end here. */
    @Test
    void noOrderIsAcceptedWhileTheDataOfItsCustomerAreBeingErased() throws Exception {
        String order = ORDER.replace("17850", "to be erased");
        String key = key();
        HttpResponse<String> before = post("/orders", order, key);
        assertThat(before.statusCode()).isEqualTo(202);
        UUID subject = service.getBean(SubjectKeys.class)
                .subjectOf(DataSubject.of("default", "to be erased"))
                .orElseThrow();
        requestErasure(subject);
        await().untilAsserted(() -> {
            HttpResponse<String> refused = post("/orders", order, key());
            assertThat(refused.statusCode()).isEqualTo(409);
            assertThat(refused.body()).contains("person-being-erased");
        });
        String path = "/orders/" + IdentifierFactory.getInstance().generateIdentifier();
        assertThat(put(path, order).statusCode()).isEqualTo(409);
        assertThat(post("/orders", order, key).body())
                .as("a repeated request gets its answer")
                .isEqualTo(before.body());
        assertThat(post("/orders", ORDER, key()).statusCode()).isEqualTo(202);
    }

    /** As order-query does, which alone may. */
    private static void requestErasure(UUID subject) {
        assertThat(administrator
                        .sql(
                                "WITH requested AS (INSERT INTO privacy.erasure (subject, state) VALUES (:subject, 'REQUESTED'))"
                                        + " UPDATE privacy.subject_key SET erasing = true WHERE subject = :subject")
                        .param("subject", subject)
                        .update())
                .isEqualTo(1);
    }

    @Test
    void anOrderUnderTheClientsIdIsPlacedOnceAndNotReplaced() throws Exception {
        String path = "/orders/" + IdentifierFactory.getInstance().generateIdentifier();
        HttpResponse<String> first = put(path, ORDER);
        HttpResponse<String> again = put(path, ORDER);
        HttpResponse<String> other = put(path, ORDER.replace("17850", "17851"));

        assertThat(first.statusCode()).isEqualTo(202);
        assertThat(again.statusCode()).isEqualTo(202);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(other.statusCode()).isEqualTo(409);
        assertThat(other.body()).contains("order-exists");
    }

    @Test
    void aCancellationIsDecidedOnceAndRespectsTheVersion() throws Exception {
        String location =
                post("/orders", ORDER, key()).headers().firstValue("Location").orElseThrow();
        String cancellation = location + "/cancellation";
        await().until(() -> events(location).size() == 2);

        assertThat(post(cancellation, "", key(), "If-Match", "\"0\"").statusCode())
                .isEqualTo(412);
        String key = key();
        HttpResponse<String> accepted = post(cancellation, "{\"reason\":\"too late\"}", key, "If-Match", "\"1\"");
        assertThat(accepted.statusCode()).isEqualTo(202);
        assertThat(accepted.body()).contains("\"status\":\"CANCELLED\"").doesNotContain("cancellation");
        assertThat(post(cancellation, "{\"reason\":\"too late\"}", key, "If-Match", "\"1\"")
                        .body())
                .isEqualTo(accepted.body());
        HttpResponse<String> second = post(cancellation, "", key());
        assertThat(second.statusCode()).isEqualTo(409);
        assertThat(second.body()).contains("order-already-cancelled");
    }

    @Test
    void preconditionsAreHeardOnEveryRoute() throws Exception {
        String location =
                post("/orders", ORDER, key()).headers().firstValue("Location").orElseThrow();
        await().until(() -> events(location).size() == 2);

        for (String action : List.of("/cancellation", "/shipment", "/refunds", "/payment-attempts")) {
            String body = action.equals("/payment-attempts") ? "{\"paymentMethod\":\"pm_card_visa\"}" : "";
            for (List<String> failed : List.of(
                    List.of("If-Match", "\"0\""),
                    List.of("If-Match", "W/\"1\""),
                    List.of("If-None-Match", "\"1\""),
                    List.of("If-None-Match", "*"))) {
                HttpResponse<String> refused = post(location + action, body, key(), failed.toArray(String[]::new));
                assertThat(refused.statusCode()).as(action + failed).isEqualTo(412);
                assertThat(refused.body()).contains("precondition-failed");
            }
            assertThat(post(location + action, body, key(), "If-Match", "7").statusCode())
                    .isEqualTo(400);
        }
        assertThat(put(location, ORDER, "If-None-Match", "*").statusCode()).isEqualTo(412);
        assertThat(put(location, ORDER, "If-Match", "\"0\"").statusCode()).isEqualTo(412);
        assertThat(post("/orders", ORDER, key(), "If-Match", "\"0\"").statusCode())
                .isEqualTo(412);
        assertThat(events(location)).hasSize(2);
    }

    @Test
    void anOrderIsPutOnlyUnderItsPreconditions() throws Exception {
        String path = "/orders/" + IdentifierFactory.getInstance().generateIdentifier();

        assertThat(put(path, ORDER, "If-Match", "*").statusCode()).isEqualTo(412);
        assertThat(put(path, ORDER, "If-Match", "\"0\"").statusCode()).isEqualTo(412);
        assertThat(events(path)).isEmpty();
        assertThat(put(path, ORDER, "If-None-Match", "*").statusCode()).isEqualTo(202);
        assertThat(put(path, ORDER, "If-None-Match", "*").statusCode()).isEqualTo(412);
    }

    @Test
    void aNullIsNotTheWholeRefund() throws Exception {
        HttpResponse<String> refused = post("/orders/" + key() + "/refunds", "{\"amount\":null}", key());

        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("\"/amount\"", "wrong_type");
        assertThat(post("/orders", ORDER.replaceFirst("\\{", "{\"capture\":null,"), key())
                        .statusCode())
                .isEqualTo(422);
    }

    @Test
    void aTotalMustBeAnAmountThatNetworksTransfer() throws Exception {
        HttpResponse<String> half = post("/orders", oneAt("MGA", "10.50"), key());
        assertThat(half.statusCode()).isEqualTo(422);
        assertThat(half.body()).contains("/lines", "out_of_range", "10.50 MGA");
        assertThat(post("/orders", oneAt("KWD", "1.235"), key()).statusCode()).isEqualTo(422);
        assertThat(post("/orders", oneAt("MGA", "10.00"), key()).statusCode()).isEqualTo(202);
        assertThat(post("/orders", oneAt("KWD", "1.230"), key()).statusCode()).isEqualTo(202);
    }

    private static String oneAt(String currency, String price) {
        return ORDER.replace("GBP", currency)
                .replace("\"quantity\":6", "\"quantity\":1")
                .replace("2.55", price);
    }

    @Test
    void numbersThatAreNoCardsAreAccepted() throws Exception {
        for (String text : List.of(
                "978-3-1001-0912-5",
                "1795953000001",
                "2026-12-01 2026-12-03",
                "4012345678901 7 pcs",
                "175928847299117070")) {
            assertThat(post("/orders", ORDER.replace("17850", text), key()).statusCode())
                    .as(text)
                    .isEqualTo(202);
        }
        assertThat(post("/orders", ORDER.replace("17850", "4242 4242 4242 4242"), key())
                        .statusCode())
                .isEqualTo(422);
        assertThat(post("/orders", ORDER, "4242-4242-4242-4242").statusCode()).isEqualTo(400);
    }

    @Test
    void missingOrdersAndInvalidRequestsAreProblems() throws Exception {
        assertThat(post("/orders/" + UUID.nameUUIDFromBytes(new byte[] {1}) + "/cancellation", "", key())
                        .statusCode())
                .isEqualTo(404);
        assertThat(post("/orders/17/cancellation", "", key()).statusCode()).isEqualTo(400);
        assertThat(post("/orders", ORDER, "two words").statusCode()).isEqualTo(400);
        HttpResponse<String> faults = post("/orders", "{\"currency\":\"XXX\",\"lines\":[{\"quantity\":\"6\"}]}", key());
        assertThat(faults.statusCode()).isEqualTo(422);
        assertThat(faults.body())
                .contains("/customerId", "/currency", "/paymentMethod", "/lines/0/sku", "/lines/0/quantity")
                .contains("/lines/0/unitPrice");
        HttpResponse<String> free = post("/orders", ORDER.replace("2.55", "0"), key());
        assertThat(free.statusCode()).isEqualTo(422);
        assertThat(free.body()).contains("/lines", "out_of_range");
        assertThat(post("/orders", ORDER.replace("2.55", "999999999999.9999"), key())
                        .statusCode())
                .isEqualTo(422);
    }

    private static List<String> events(String location) {
        return jdbc.sql("SELECT payload_type FROM eventstore.domain_event_entry"
                        + " WHERE aggregate_identifier = ? ORDER BY sequence_number")
                .param(location.substring("/orders/".length()))
                .query((rs, n) -> rs.getString(1).substring(rs.getString(1).lastIndexOf('.') + 1))
                .list();
    }

    private static String key() {
        return IdentifierFactory.getInstance().generateIdentifier();
    }

    private static HttpResponse<String> post(String path, String body, String key, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(api + path))
                .header("Authorization", TestApiKey.BEARER)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", key)
                .POST(HttpRequest.BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static HttpResponse<String> put(String path, String body, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(api + path))
                .header("Authorization", TestApiKey.BEARER)
                .header("Content-Type", "application/json")
                .PUT(HttpRequest.BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}

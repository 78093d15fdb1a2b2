package dev.ordersaga.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ordersaga.eventstore.testing.TestApiKey;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.awaitility.core.ConditionFactory;
import org.axonframework.common.transaction.TransactionManager;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/**
 * Dead letters: events of an order that a handler cannot process wait for an operator while other orders settle; after
 * the repair they are retried, and nothing happens twice.
 */
class DeadLetterFlowIT {

    private static final int ORDERS = 60;
    private static LocalSystem system;
    private static JdbcClient sql;
    private static OrderClient customer;
    private static OperatorClient operator;
    private static String publicUrl;

    @BeforeAll
    static void start() {
        system = LocalSystem.startWith(
                FailingHandlers.class,
                "--event-processing.dead-letters.attempts=2",
                "--event-processing.dead-letters.first-retry=100ms",
                "--event-processing.dead-letters.poll-interval=50ms");
        sql = system.bean(JdbcClient.class);
        publicUrl = system.url();
        customer = new OrderClient(publicUrl);
        operator = new OperatorClient(system.operatorsPort());
    }

    @AfterAll
    static void stop() {
        operator.close();
        customer.close();
        system.close();
    }

    @AfterEach
    void repair() {
        FailingHandlers.POISONED.clear();
    }

    @Test
    void otherOrdersSettleAndAfterTheRepairAllDo() {
        List<UUID> orders =
                IntStream.range(0, ORDERS).mapToObj(i -> UUID.randomUUID()).toList();
        poison("OrderFollowUps", orders.get(5));
        poison("PaymentExecution", orders.get(25));
        poison("OrderStatusProjection", orders.get(45));
        Set<UUID> poisoned = Set.of(orders.get(5), orders.get(25), orders.get(45));
        orders.forEach(DeadLetterFlowIT::place);
        orders.stream()
                .filter(order -> !poisoned.contains(order))
                .forEach(order -> assertThat(customer.settled("/orders/" + order)
                                .path("status")
                                .asString())
                        .isEqualTo("CONFIRMED"));
        soon().untilAsserted(() -> assertThat(waiting("?state=DEAD"))
                .hasSize(3)
                .allMatch(found -> found.path("message").asString().contains("fails for this order in this test"))
                .extracting(found -> UUID.fromString(found.path("sequence").asString()))
                .containsExactlyInAnyOrderElementsOf(poisoned));
        assertEncrypted("SELECT message FROM eventprocessing.dead_letter_failure");
        repairAndRetryAll();
        orders.forEach(DeadLetterFlowIT::isSettledOnce);
        soon().untilAsserted(() -> assertThat(waiting("")).isEmpty());
        assertThat(operator.json("/operations/actions").path("actions"))
                .filteredOn(action -> action.path("name").asString().equals("retry-all"))
                .singleElement()
                .satisfies(action -> {
                    assertThat(action.path("operator").asString()).isEqualTo("default/key:initial");
                    assertThat(action.path("reason").asString()).isEqualTo("the handlers are repaired");
                });
    }

    /** Free text about an order may name its customer. */
    private static void assertEncrypted(String query) {
        assertThat(sql.sql(query).query(String.class).list()).isNotEmpty().allMatch(text -> text.startsWith("enc1:"));
    }

    /** Twice, as an operator who lost the first response. */
    private static void repairAndRetryAll() {
        FailingHandlers.POISONED.clear();
        String all = "{\"perSecond\": 50, \"atMost\": 100, \"reason\": \"the handlers are repaired\"}";
        HttpResponse<String> first = operator.post("/operations/dead-letters/retries", "repaired", all);
        HttpResponse<String> second = operator.post("/operations/dead-letters/retries", "repaired", all);
        assertThat(OperatorClient.json(first).path("sequences").asInt()).isEqualTo(3);
        assertThat(second.body()).isEqualTo(first.body());
    }

    private static void isSettledOnce(UUID order) {
        JsonNode settled = customer.settled("/orders/" + order);
        assertThat(settled.path("status").asString()).isEqualTo("CONFIRMED");
        assertThat(settled.path("payment").path("capturedTotal").asString()).isEqualTo("15.30");
        assertThat(events(order)).as("events of %s, without duplicates", order).isEqualTo(3);
    }

    @Test
    void anUnavailableAlertSourceDoesNotHideTheOthers() {
        system.bean(TransactionManager.class).executeInTransaction(() -> {
            sql.sql("LOCK TABLE orderstatus.order_status IN ACCESS EXCLUSIVE MODE")
                    .update();
            JsonNode alerts = operator.json("/operations/alerts");
            assertThat(alerts.path("unavailable").path("order").asString()).contains("lock timeout");
            assertThat(alerts.path("counts").has("order")).isFalse();
            assertThat(alerts.path("counts").has("dead-letter")).isTrue();
        });
    }

    @Test
    void anOperatorReadsParksRetriesAndDiscards() {
        UUID order = UUID.randomUUID();
        poison("OrderStatusProjection", order);
        place(order);
        soon().until(() -> waiting("?state=DEAD&sequence=" + order).size() == 1);
        String one = "/operations/dead-letters/order-status/" + order;
        soon().until(() -> operator.json(one).path("events").size() == 3);
        assertThat(operator.json(one).path("failures").size()).isEqualTo(2);

        assertThat(operator.post(one + "/park", "park", "{}").statusCode())
                .as("without a reason")
                .isEqualTo(422);
        OperatorClient.json(operator.post(one + "/park", "park", "{\"reason\": \"tomorrow\"}"));
        assertThat(operator.json(one).path("deadLetter").path("state").asString())
                .isEqualTo("PARKED");
        OperatorClient.json(operator.post(one + "/retry", "again", "{\"reason\": \"perhaps\"}"));
        soon().until(() ->
                operator.json(one).path("deadLetter").path("state").asString().equals("DEAD"));

        assertThat(operator.get("/operations/actions").body()).contains("\"tomorrow\"");
        assertEncrypted("SELECT reason FROM operatorlog.action WHERE name = 'park'");
        discardTheFirst(one);
        FailingHandlers.POISONED.clear();
        OperatorClient.json(operator.post(one + "/retry", "last", "{\"reason\": \"repaired\"}"));
        soon().until(() -> operator.get(one).statusCode() == 404);
        assertThat(customer.settled("/orders/" + order).path("status").asString())
                .as("a discarded event is folded from the stream")
                .isEqualTo("CONFIRMED");
    }

    private static void discardTheFirst(String one) {
        long position =
                operator.json(one).path("events").get(0).path("position").asLong();
        String discard = "{\"position\": %d, \"reason\": \"not needed\"}";
        assertThat(operator.post(one + "/discard", "give-up", discard.formatted(position + 1))
                        .statusCode())
                .as("another event is first")
                .isEqualTo(409);
        JsonNode discarded =
                OperatorClient.json(operator.post(one + "/discard", "give-up", discard.formatted(position)));
        assertThat(discarded.path("type").asString()).endsWith("OrderPlaced");
        assertThat(operator.json(one).path("events").size()).isEqualTo(2);
    }

    @Test
    void operatorsHaveTheirOwnPort() {
        assertThat(customer.get("/operations/dead-letters").statusCode()).isEqualTo(404);
        assertThat(customer.get("/%6Fperations/dead-letters").statusCode()).isEqualTo(404);
        assertThat(operator.get("/orders").statusCode()).isEqualTo(404);
        HttpResponse<String> anonymous = operator.send(HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + system.operatorsPort() + "/operations/dead-letters")));
        assertThat(anonymous.statusCode()).isEqualTo(401);
        assertThat(operator.get("/operations/dead-letters?colour=red").statusCode())
                .isEqualTo(400);
    }

    private static void poison(String handler, UUID order) {
        FailingHandlers.POISONED.put(handler, Set.of(order));
    }

    private static void place(UUID order) {
        HttpResponse<String> answer = operator.send(HttpRequest.newBuilder(URI.create(publicUrl + "/orders/" + order))
                .header("Authorization", TestApiKey.BEARER)
                .header("Content-Type", "application/json")
                .PUT(HttpRequest.BodyPublishers.ofString(OrderClient.order("pm_card_visa"))));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
    }

    private static List<JsonNode> waiting(String query) {
        return operator.json("/operations/dead-letters" + query)
                .path("deadLetters")
                .valueStream()
                .toList();
    }

    private static long events(UUID order) {
        return sql.sql("SELECT count(*) FROM eventstore.domain_event_entry WHERE aggregate_identifier = ?")
                .param(order.toString())
                .query(Long.class)
                .single();
    }

    private static ConditionFactory soon() {
        return await().atMost(Duration.ofSeconds(40)).pollInterval(Duration.ofMillis(50));
    }
}

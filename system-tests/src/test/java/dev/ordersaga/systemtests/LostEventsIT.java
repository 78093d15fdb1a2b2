package dev.ordersaga.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** Completeness audits find events that never reached a handler; redelivering them repairs it. */
class LostEventsIT {

    private static LocalSystem system;
    private static OrderClient customer;
    private static OperatorClient operator;
    private static JdbcClient sql;

    @BeforeAll
    static void start() {
        system = LocalSystem.start(
                "--order-command.payment.deadline=1h",
                "--event-processing.claims.timeout=2s",
                "--event-processing.tasks.poll-interval=500ms",
                "--event-processing.completeness.interval=300ms");
        customer = new OrderClient(system.url());
        operator = new OperatorClient(system.operatorsPort());
        sql = system.bean(JdbcClient.class);
        // Every processor has a token then, which the tests move.
        settled("pm_card_visa");
    }

    @AfterAll
    static void stop() {
        operator.close();
        customer.close();
        system.close();
    }

    @Test
    void aLostViewRowIsFoundAndRewritten() {
        String order = idOf(settled("pm_card_visa"));
        // After its last event was handled, which would write the row again.
        soon().until(() -> sql.sql("DELETE FROM orderstatus.order_status WHERE order_id = ?::uuid AND settled")
                        .param(order)
                        .update()
                == 1);
        heal("order-status", gapOf("order-status", order));
        soon().until(() -> sql.sql("SELECT status FROM orderstatus.order_status WHERE order_id = ?::uuid")
                .param(order)
                .query((row, number) -> row.getString(1))
                .list()
                .equals(List.of("CONFIRMED")));
    }

    @Test
    void anOrderThatTheSagaMissedIsFoundAndContinues() {
        String location = placeUnseenBy("order-payment-saga", "ordercommand");
        heal("order-payment-saga", gapOf("order-payment-saga", idOf(location)));
        assertThat(customer.settled(location).path("status").asString()).isEqualTo("CONFIRMED");
    }

    @Test
    void aPaymentThatNeverStartedIsFoundAndMadeOnce() {
        String location = placeUnseenBy("payment-execution", "paymenthandler");
        JsonNode gap = gapOf("payment-execution", idOf(location));
        heal("payment-execution", gap);
        assertThat(customer.settled(location).path("status").asString()).isEqualTo("CONFIRMED");
        // A second delivery changes nothing, neither here nor for the saga, which has ended.
        redeliver("payment-execution", gap, 0, "again-payment");
        redeliver("order-payment-saga", gap, 0, "again-saga");
        soon().until(() -> sql.sql("SELECT count(*) FROM eventprocessing.dead_letter_sequence")
                        .query(Long.class)
                        .single()
                == 0);
        assertThat(attempts(idOf(location))).isEqualTo(1);
        assertThat(sql.sql("SELECT count(*) FROM ordercommand.association_value_entry WHERE association_value = ?")
                        .param(idOf(location))
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void aGapInTheStoreIsFoundAndClosedByAnOperatorOnly() {
        String order = idOf(settled("pm_card_visa"));
        JdbcClient.create(system.administrator())
                .sql("DELETE FROM eventstore.domain_event_entry WHERE aggregate_identifier = ? AND sequence_number = 1")
                .param(order)
                .update();
        JsonNode gap = gapOf("stored-events", order);
        assertThat(gap.path("what").asString()).isEqualTo("2 events with 2 numbers, the last one 2");
        String path = "/operations/unhandled-events/stored-events/" + order + "/close";
        JsonNode closed = OperatorClient.json(operator.post(path, "close-1", "{\"reason\": \"deleted on purpose\"}"));
        assertThat(closed.path("closed").asInt()).isEqualTo(1);
        assertThat(operator.post(path, "close-2", "{\"reason\": \"again\"}").statusCode())
                .isEqualTo(404);
    }

    private static String settled(String method) {
        String location = customer.place(method);
        customer.settled(location);
        return location;
    }

    /** Moves the token behind the order's events, as a reader that skips would do. */
    private static String placeUnseenBy(String processor, String schema) {
        String path = "/operations/processors/" + processor;
        operator.post(path + "/pause", processor + "-pause", "{\"reason\": \"test\"}");
        soon().until(() -> segment(processor).path("owner").isNull());
        String location = customer.place("pm_card_visa");
        soon().until(() -> segment(processor).path("lag").asLong() > 0);
        soon().until(() -> sql.sql("SELECT count(*) FROM eventstore.domain_event_entry WHERE aggregate_identifier = ?")
                        .param(idOf(location))
                        .query(Long.class)
                        .single()
                == (processor.equals("payment-execution") ? 2 : 1));
        sql.sql("UPDATE " + schema + ".token_entry SET token = convert_to(jsonb_set(convert_from(token, 'UTF8')::jsonb,"
                        + " '{index}', (SELECT to_jsonb(max(global_index)) FROM eventstore.domain_event_entry))::text,"
                        + " 'UTF8') WHERE processor_name = ?")
                .param(processor)
                .update();
        operator.post(path + "/resume", processor + "-resume", "{\"reason\": \"test\"}");
        return location;
    }

    /** As shown to operators. */
    private static JsonNode gapOf(String check, String order) {
        soon().untilAsserted(() -> assertThat(
                        operator.json("/operations/alerts").path("alerts"))
                .anySatisfy(found -> {
                    assertThat(found.path("kind").asString()).isEqualTo("unhandled-event");
                    assertThat(found.path("orderId").asString()).isEqualTo(order);
                    assertThat(found.path("cause").asString()).startsWith(check);
                }));
        return operator.json("/operations/unhandled-events")
                .path("unhandledEvents")
                .valueStream()
                .filter(gap -> gap.path("check").asString().equals(check)
                        && gap.path("sequence").asString().equals(order))
                .findFirst()
                .orElseThrow();
    }

    private static void heal(String processor, JsonNode gap) {
        assertThat(redeliver(processor, gap, gap.path("position").asLong(), "heal-" + processor)
                        .path("events")
                        .asInt())
                .isPositive();
        soon().untilAsserted(() -> assertThat(
                        operator.json("/operations/unhandled-events").path("unhandledEvents"))
                .noneMatch(open -> open.path("check").asString().equals(processor)
                        && open.path("sequence").equals(gap.path("sequence"))));
    }

    private static JsonNode redeliver(String processor, JsonNode gap, long from, String key) {
        String path = "/operations/processors/" + processor + "/redeliveries/"
                + gap.path("sequence").asString();
        return OperatorClient.json(
                operator.post(path, key, "{\"from\": %d, \"reason\": \"it was lost\"}".formatted(from)));
    }

    private static long attempts(String order) {
        return sql.sql(
                        "SELECT count(*) FROM eventstore.domain_event_entry WHERE payload_type LIKE '%PaymentAttemptStarted'"
                                + " AND convert_from(payload, 'UTF8')::jsonb ->> 'orderId' = ?")
                .param(order)
                .query(Long.class)
                .single();
    }

    private static JsonNode segment(String processor) {
        return operator.json("/operations/processors")
                .path("processors")
                .valueStream()
                .filter(found -> found.path("name").asString().equals(processor))
                .findFirst()
                .orElseThrow()
                .path("segments")
                .get(0);
    }

    private static String idOf(String location) {
        return location.substring(location.lastIndexOf('/') + 1);
    }

    private static ConditionFactory soon() {
        return await().atMost(Duration.ofSeconds(40)).pollInterval(Duration.ofMillis(50));
    }
}

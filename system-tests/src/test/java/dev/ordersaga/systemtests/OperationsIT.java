package dev.ordersaga.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** The operators' interface of the whole system: alerts, pause and resume, rebuilds, retries, metrics. */
class OperationsIT {

    private static LocalSystem system;
    private static OrderClient customer;
    private static OrderClient management;
    private static OperatorClient operator;

    @BeforeAll
    static void start() {
        system = LocalSystem.start("--order-command.payment.deadline=1h");
        customer = new OrderClient(system.url());
        management = new OrderClient("http://127.0.0.1:" + property("local.management.port"));
        operator = new OperatorClient(system.operatorsPort());
    }

    @AfterAll
    static void stop() {
        operator.close();
        management.close();
        customer.close();
        system.close();
    }

    @Test
    void aPausedProcessorResumes() {
        soon().until(() -> processor("order-payment-saga")
                .path("segments")
                .get(0)
                .path("owner")
                .isString());
        String path = "/operations/processors/order-payment-saga";
        OperatorClient.json(operator.post(path + "/pause", "pause-1", "{\"reason\": \"to look\"}"));
        soon().until(() -> processor("order-payment-saga")
                .path("segments")
                .get(0)
                .path("owner")
                .isNull());
        String location = customer.place("pm_card_visa");
        soon().until(() -> processor("order-payment-saga")
                        .path("segments")
                        .get(0)
                        .path("lag")
                        .asLong()
                > 0);
        assertThat(processor("order-payment-saga").path("paused").asBoolean()).isTrue();
        assertThat(OrderClient.json(customer.get(location)).path("status").asString())
                .isEqualTo("PLACED");

        OperatorClient.json(operator.post(path + "/resume", "resume-1", "{\"reason\": \"seen\"}"));
        assertThat(customer.settled(location).path("status").asString()).isEqualTo("CONFIRMED");
        assertThat(operator.post("/operations/processors/unknown/pause", "pause-2", "{\"reason\": \"to look\"}")
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void aStuckOrderRaisesAnAlert() {
        String location = customer.place("pm_silent");
        String order = idOf(location);
        JdbcClient sql = system.bean(JdbcClient.class);
        soon().until(() -> sql.sql("UPDATE orderstatus.order_status SET updated_at = now() - interval '31 minutes'"
                                + " WHERE order_id = ?::uuid AND status = 'AWAITING_PAYMENT'")
                        .param(order)
                        .update()
                == 1);
        JsonNode alerts = operator.json("/operations/alerts");
        assertThat(alerts.path("counts").path("order").asInt()).isEqualTo(1);
        assertThat(alerts.path("alerts")).anySatisfy(found -> {
            assertThat(found.path("kind").asString()).isEqualTo("order");
            assertThat(found.path("subject").asString()).isEqualTo(order);
        });
        assertThat(metrics()).contains("ordersaga_operator_alerts{kind=\"order\"} 1.0");
    }

    @Test
    void operatorsAreServedWhenTheClientsPoolIsExhausted() throws SQLException {
        DataSource clients = system.bean(DataSource.class);
        List<Connection> taken = new ArrayList<>();
        try {
            for (int i = 0; i < clients.unwrap(HikariDataSource.class).getMaximumPoolSize(); i++) {
                taken.add(clients.getConnection());
            }
            assertThat(customer.get("/orders").statusCode()).isEqualTo(503);
            assertThat(operator.json("/operations/alerts").path("alerts").isArray())
                    .isTrue();
            assertThat(metrics()).containsPattern("(?m)^ordersaga_operator_alerts\\{kind=\"order\"} \\d");
        } finally {
            for (Connection connection : taken) {
                connection.close();
            }
        }
    }

    @Test
    void rebuildsUnderLoadShowNoGapAndNoOlderVersion() {
        StoredView view = new StoredView(system.bean(JdbcClient.class), operator);
        try (PollingClients readers = new PollingClients(customer)) {
            for (int i = 0; i < 4; i++) {
                long before = readers.answers();
                soon().until(() -> readers.answers() > before + 50);
                view.rebuild("under-load-" + i);
            }
            readers.stopAndVerify();
        }
        List<String> old = view.rows();
        assertThat(view.states()).hasSizeGreaterThan(10).isEqualTo(view.fold());
        view.rebuild("at-rest");
        assertThat(view.rows()).isEqualTo(old);
        assertThat(system.bean(JdbcClient.class)
                        .sql(
                                "SELECT tableowner FROM pg_tables WHERE schemaname = 'orderstatus' AND tablename = 'order_status'")
                        .query(String.class)
                        .single())
                .as("the rebuilt table belongs to the role of the service, not to the user that rebuilt it")
                .isEqualTo("order_query");
    }

    @Test
    void anAbandonedProviderCallRaisesAnAlertAndIsRetried() {
        String order = idOf(customer.place("pm_silent"));
        String key = order + "/authorize/1";
        JdbcClient sql = system.bean(JdbcClient.class);
        // The state of a call that was abandoned after a day of retries.
        soon().until(() -> sql.sql("UPDATE paymenthandler.scheduled_tasks SET execution_time = '9999-12-31T00:00:00Z',"
                                + " consecutive_failures = 9 WHERE task_instance = ? AND NOT picked")
                        .param(key)
                        .update()
                == 1);
        assertThat(operator.json("/operations/alerts").path("alerts")).anySatisfy(found -> {
            assertThat(found.path("subject").asString()).isEqualTo(key);
            assertThat(found.path("cause").asString()).contains("given up");
        });
        assertThat(metrics()).contains("payment_calls_abandoned 1.0");
        JsonNode call = operator.json("/operations/payment-calls?state=GIVEN_UP")
                .path("calls")
                .get(0);
        assertThat(call.path("key").asString()).isEqualTo(key);
        assertThat(operator.json("/operations/tasks?name=provider-call&failing=YES")
                        .path("tasks"))
                .anySatisfy(task -> assertThat(task.path("instance").asString()).isEqualTo(key));

        isRetried(key);
        assertThat(customer.get("/operations/payment-calls").statusCode()).isEqualTo(404);
    }

    private static void isRetried(String key) {
        String path = "/operations/payment-calls/" + key + "/retry";
        OperatorClient.json(operator.post(path, "call-1", "{\"reason\": \"a test\"}"));
        // It is answered, so it is no longer listed as failed.
        soon().until(() -> operator.json("/operations/payment-calls")
                .path("calls")
                .valueStream()
                .noneMatch(now -> now.path("key").asString().equals(key)));
        JsonNode all = OperatorClient.json(operator.post(
                "/operations/payment-calls/retries",
                "calls-1",
                "{\"perSecond\": 10, \"atMost\": 10, \"reason\": \"a test\"}"));
        assertThat(all.path("calls").asInt()).as("no abandoned call is left").isZero();
    }

    /** An alert on a metric that does not exist never fires. */
    @Test
    void everyMetricOfTheAlertsExists() throws IOException {
        customer.settled(customer.place("pm_card_visa"));
        customer.get("/orders");
        String rules = Files.readString(root().resolve("operations/prometheus/order-saga.rules.yml"));
        Set<String> wanted = Pattern.compile(
                        "\\b(ordersaga|eventstore|eventprocessing|payment|hikaricp|http_server)_[a-z_]+")
                .matcher(rules)
                .results()
                .map(found -> found.group())
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(wanted).hasSizeGreaterThan(6);
        String metrics = metrics();
        assertThat(wanted).allMatch(name -> metrics.lines().anyMatch(line -> line.matches(name + "[ {].*")));
    }

    private static String idOf(String location) {
        return location.substring(location.lastIndexOf('/') + 1);
    }

    private static JsonNode processor(String name) {
        return operator.json("/operations/processors")
                .path("processors")
                .valueStream()
                .filter(found -> found.path("name").asString().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static String metrics() {
        return management.get("/actuator/prometheus").body();
    }

    private static Path root() {
        Path here = Path.of("").toAbsolutePath();
        return Files.exists(here.resolve("operations")) ? here : Objects.requireNonNull(here.getParent());
    }

    private static String property(String name) {
        return system.setting(name);
    }

    private static ConditionFactory soon() {
        return await().atMost(Duration.ofSeconds(40)).pollInterval(Duration.ofMillis(50));
    }
}

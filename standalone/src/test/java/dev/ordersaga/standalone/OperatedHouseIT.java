package dev.ordersaga.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ordersaga.operations.access.OperationsPort;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** What operators see of a whole house, how they stop and start its parts, and what their alarms go by. */
class OperatedHouseIT {

    private static final Path DATA = House.newFolder();
    private static ConfigurableApplicationContext application;
    private static Customer customer;
    private static Customer management;
    private static OperatorClient operator;

    @BeforeAll
    static void start() {
        application = StandaloneApplication.builder()
                .run(
                        "--server.port=0",
                        "--management.server.port=0",
                        "--standalone.data-folder=" + DATA,
                        "--payment.deadline=1h");
        customer = new Customer("http://127.0.0.1:" + property("local.server.port"));
        management = new Customer("http://127.0.0.1:" + property("local.management.port"));
        operator = new OperatorClient(application.getBean(OperationsPort.class).number());
    }

    @AfterAll
    static void stop() {
        operator.close();
        management.close();
        customer.close();
        application.close();
        House.delete(DATA);
    }

    @Test
    void aPausedProcessorWaitsAndGoesOn() {
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
        assertThat(Customer.json(customer.get(location)).path("status").asString())
                .isEqualTo("PLACED");

        OperatorClient.json(operator.post(path + "/resume", "resume-1", "{\"reason\": \"seen\"}"));
        assertThat(customer.settled(location).path("status").asString()).isEqualTo("CONFIRMED");
        assertThat(operator.post("/operations/processors/nobody/pause", "pause-2", "{\"reason\": \"to look\"}")
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void anOrderWithoutProgressIsShownAndCounted() {
        String location = customer.place("pm_silent");
        String order = location.substring(location.lastIndexOf('/') + 1);
        JdbcClient sql = application.getBean(JdbcClient.class);
        soon().until(() -> sql.sql("UPDATE orderstatus.order_status SET updated_at = now() - interval '31 minutes'"
                                + " WHERE order_id = ?::uuid AND status = 'AWAITING_PAYMENT'")
                        .param(order)
                        .update()
                == 1);
        JsonNode attention = operator.json("/operations/attention");
        assertThat(attention.path("counts").path("order").asInt()).isEqualTo(1);
        assertThat(attention.path("cases")).anySatisfy(found -> {
            assertThat(found.path("kind").asString()).isEqualTo("order");
            assertThat(found.path("subject").asString()).isEqualTo(order);
        });
        assertThat(metrics()).contains("ordersaga_attention{kind=\"order\"} 1.0");
    }

    /** An alert on a metric that does not exist never fires. */
    @Test
    void everyMetricOfTheAlertsExists() throws IOException {
        customer.settled(customer.place("pm_card_visa"));
        customer.get("/orders");
        String rules = Files.readString(root().resolve("operations/prometheus/order-saga.rules.yml"));
        Set<String> wanted = Pattern.compile("\\b(ordersaga|eventstore|payment|hikaricp|http_server)_[a-z_]+")
                .matcher(rules)
                .results()
                .map(found -> found.group())
                // Counted from the first time on.
                .filter(name -> !name.equals("payment_calls_given_up_total"))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(wanted).hasSizeGreaterThan(6);
        String metrics = metrics();
        assertThat(wanted).allMatch(name -> metrics.lines().anyMatch(line -> line.matches(name + "[ {].*")));
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
        return application.getEnvironment().getRequiredProperty(name);
    }

    private static ConditionFactory soon() {
        return await().atMost(Duration.ofSeconds(40)).pollInterval(Duration.ofMillis(50));
    }
}

package dev.ordersaga.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ordersaga.simulator.SimulatorOptions;
import dev.ordersaga.simulator.SimulatorServer;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/**
 * Restore drill: a backup under load, orders after it, a disaster, the backup restored on hold, a comparison with the provider,
 * which has kept everything, and the release. The test methods are its steps.
 */
@TestMethodOrder(OrderAnnotation.class)
class RestoreDrillIT {

    private static final long TOTAL = 1530;
    private static final int LOST = 5;

    private static final Path FOLDER = LocalSystem.newFolder();
    private static final List<String> KNOWN = new ArrayList<>();
    private static final List<String> LOST_ORDERS = new ArrayList<>();
    private static final SimulatorServer SERVER =
            SimulatorServer.start(new SimulatorOptions(FOLDER.resolve("provider")));
    private static final SimulatorProcess PROVIDER = new SimulatorProcess(SERVER.url());
    private static String unanswered = "";
    private static String waiting = "";
    private static String refundedLater = "";
    private static String placedOnHold = "";
    private static String unmatched = "";
    private static int movements;
    private static @Nullable LocalSystem restored;
    private static @Nullable OrderClient customer;
    private static @Nullable OperatorClient operator;

    /** Orders before, during and after the backup; then the system is gone, and the copy is started. */
    @BeforeAll
    static void restoreABackup() throws Exception {
        Path data = LocalSystem.newFolder();
        Path copy = LocalSystem.newFolder();
        try (LocalSystem original = LocalSystem.startOn(data, settings("--order-command.payment.deadline=1h"));
                OrderClient client = new OrderClient(original.url())) {
            refundedLater = confirmed(client);
            for (int i = 0; i < 5; i++) {
                KNOWN.add(confirmed(client));
            }
            waiting = waitingForItsCustomer(client);
            PROVIDER.fault("{\"fault\":\"effect-then-hang\",\"op\":\"create\",\"times\":1}");
            unanswered = client.place("pm_card_visa");
            backUpUnderLoad(original, client, data, copy);
            for (int i = 0; i < LOST; i++) {
                LOST_ORDERS.add(confirmed(client));
            }
            client.cancel(refundedLater);
            assertThat(client.settled(refundedLater).path("status").asString()).isEqualTo("CANCELLED");
            client.settled(unanswered);
        }
        chargeTwiceByHand(KNOWN.getFirst());
        movements = PROVIDER.ledger().size();
        restored = LocalSystem.startOn(
                copy,
                settings(
                        "--event-processing.start-mode=hold",
                        "--event-processing.hold-name=drill",
                        "--order-command.payment.deadline=2s"));
        customer = new OrderClient(restored.url());
        operator = new OperatorClient(restored.operatorsPort());
    }

    @AfterAll
    static void stop() {
        if (restored != null) {
            operator().close();
            customer().close();
            restored.close();
        }
        PROVIDER.close();
        SERVER.close();
        LocalSystem.delete(FOLDER);
    }

    @Test
    @Order(1)
    void theHoldIsSeenEverywhere() {
        assertThat(operator().json("/operations/hold").path("inForce").asBoolean())
                .isTrue();
        assertThat(operator().json("/operations/alerts").path("alerts")).anySatisfy(alert -> {
            assertThat(alert.path("kind").asString()).isEqualTo("hold");
            assertThat(alert.path("remedy").asString()).contains("/operations/hold/release");
        });
        assertThat(management("/actuator/prometheus").body()).contains("ordersaga_hold 1.0");
        JsonNode readiness = OrderClient.json(management("/actuator/health/readiness"));
        assertThat(readiness.path("status").asString()).isEqualTo("UP");
        assertThat(readiness.path("components").path("hold").path("status").asString())
                .isEqualTo("HOLD");
    }

    @Test
    @Order(2)
    void onHoldNothingMovesMoneyAndNoDeadlineFires() {
        placedOnHold = customer().place("pm_card_visa");
        awaitPutOff("provider-call", StripeSystem.orderId(placedOnHold) + "/%");
        // The customer's time for the action, a quarter of an hour, is over at once.
        Objects.requireNonNull(restored)
                .bean(JdbcClient.class)
                .sql("UPDATE ordercommand.scheduled_tasks SET execution_time = now() WHERE task_name = 'AxonDeadline'")
                .update();
        awaitPutOff("AxonDeadline", "%");
        reconcile();

        assertThat(OrderClient.json(customer().get(placedOnHold)).path("status").asString())
                .isEqualTo("AWAITING_PAYMENT");
        assertThat(PROVIDER.ledger())
                .as("the movements of money at the provider")
                .hasSize(movements);
    }

    @Test
    @Order(3)
    void aDifferenceIsAFinding() {
        assertThat(findings()).contains(PROVIDER.intentOf(StripeSystem.orderId(refundedLater)), unmatched);
        assertThat(OrderClient.json(customer().get(unanswered)).path("status").asString())
                .as("the comparison has recorded the answer that the backup lacks")
                .isEqualTo("CONFIRMED");
    }

    /** Needs that reconciliation recognizes charges with our metadata whose orders are unknown. */
    @Test
    @Order(4)
    void lostOrdersAreListedWithTheirCharges() {
        for (String order : LOST_ORDERS) {
            assertThat(customer().get(order).statusCode()).isEqualTo(404);
            assertThat(findings()).contains(PROVIDER.intentOf(StripeSystem.orderId(order)));
        }
    }

    @Test
    @Order(5)
    void aLostOrderThatIsRepeatedOnHoldTakesOverItsCharge() {
        repeat(LOST_ORDERS.getFirst());
        assertThat(PROVIDER.ledger()).hasSize(movements);
    }

    @Test
    @Order(6)
    void afterTheReleaseEveryOrderSettlesAndNoneIsChargedTwice() {
        String release = "/operations/hold/release";
        String reason = "{\"reason\": \"findings are followed up\"}";
        assertThat(OperatorClient.json(operator().post(release, "drill-1", reason))
                        .path("hold")
                        .asString())
                .isEqualTo("drill");
        assertThat(operator().post(release, "drill-2", reason).statusCode()).isEqualTo(404);

        assertThat(customer().settled(waiting).path("status").asString()).isEqualTo("REJECTED");
        String status = customer().settled(placedOnHold).path("status").asString();
        long expected = status.equals("CONFIRMED") ? TOTAL : 0;
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(PROVIDER.net(StripeSystem.orderId(placedOnHold)))
                        .isEqualTo(expected));
        reconcile();
        assertThat(findings()).as("refunded, now that it may be").doesNotContain(unmatched);
        for (String order : KNOWN) {
            assertThat(customer().settled(order).path("status").asString()).isEqualTo("CONFIRMED");
            assertThat(PROVIDER.net(StripeSystem.orderId(order))).isEqualTo(TOTAL);
        }
        PROVIDER.money()
                .forEach((order, money) ->
                        assertThat(money.net()).as("charges of order " + order).isLessThanOrEqualTo(TOTAL));
        assertThat(management("/actuator/prometheus").body()).contains("ordersaga_hold 0.0");
    }

    @Test
    @Order(7)
    void aLostOrderThatIsRepeatedAfterTheReleaseTakesOverItsCharge() {
        repeat(LOST_ORDERS.getLast());
    }

    /** A client repeats its PUT, whose first answer is in no backup. */
    private static void repeat(String location) {
        assertThat(customer().put(location, OrderClient.order("pm_card_visa")).statusCode())
                .isEqualTo(202);
        String order = StripeSystem.orderId(location);
        awaitPutOff("provider-call", order + "/%");
        reconcile();
        assertThat(customer().settled(location).path("status").asString()).isEqualTo("CONFIRMED");
        assertThat(PROVIDER.net(order)).isEqualTo(TOTAL);
        reconcile();
        assertThat(findings()).doesNotContain(PROVIDER.intentOf(order));
    }

    private static void backUpUnderLoad(LocalSystem original, OrderClient client, Path data, Path copy)
            throws Exception {
        AtomicBoolean runs = new AtomicBoolean(true);
        try (ExecutorService load = Executors.newSingleThreadExecutor()) {
            Future<?> placing = load.submit(() -> {
                while (runs.get()) {
                    client.place("pm_card_visa");
                }
            });
            try {
                OnlineBackup.copy(original.administrator(), data.resolve("postgresql"), copy.resolve("postgresql"));
                // Kept apart from the backups of the database, and without which those cannot be used.
                Files.copy(data.resolve("privacy.keys"), copy.resolve("privacy.keys"));
                Files.copy(data.resolve(LocalSystem.PASSWORDS), copy.resolve(LocalSystem.PASSWORDS));
            } finally {
                runs.set(false);
            }
            joined(placing);
        }
    }

    private static void joined(Future<?> placing) throws InterruptedException, ExecutionException {
        assertThat(placing.get()).isNull();
    }

    /** A second charge with our metadata, as by a bug: it has to be refunded, but not on hold. */
    private static void chargeTwiceByHand(String location) {
        String metadata =
                "&metadata[orderId]=" + StripeSystem.orderId(location) + "&metadata[attempt]=1&metadata[key]=another";
        unmatched = PROVIDER.post(
                        "payment_intents",
                        "amount=" + TOTAL + "&currency=gbp&confirm=true&payment_method=pm_card_visa"
                                + "&payment_method_types[]=card" + metadata)
                .path("id")
                .asString();
    }

    /** It has a deadline: only an order that waits has one. */
    private static String waitingForItsCustomer(OrderClient client) {
        String location = client.place("pm_card_authenticationRequired");
        await().atMost(Duration.ofSeconds(20))
                .until(() -> OrderClient.json(client.get(location))
                        .path("payment")
                        .path("status")
                        .asString()
                        .equals("ACTION_REQUIRED"));
        return location;
    }

    private static String confirmed(OrderClient client) {
        String location = client.place("pm_card_visa");
        assertThat(client.settled(location).path("status").asString()).isEqualTo("CONFIRMED");
        return location;
    }

    /** A task that was put off has a later version than the one that was written. */
    private static void awaitPutOff(String task, String instance) {
        JdbcClient sql = Objects.requireNonNull(restored).bean(JdbcClient.class);
        String schema = task.equals("provider-call") ? "paymenthandler" : "ordercommand";
        await(task + " is put off")
                .atMost(Duration.ofSeconds(20))
                .until(() -> sql.sql("SELECT count(*) FROM " + schema + ".scheduled_tasks WHERE task_name = ?"
                                        + " AND task_instance LIKE ? AND version > 1 AND NOT picked")
                                .params(task, instance)
                                .query(Long.class)
                                .single()
                        > 0);
    }

    private static List<String> findings() {
        List<String> references = new ArrayList<>();
        operator()
                .json("/operations/findings?limit=500")
                .path("findings")
                .forEach(finding -> references.add(finding.path("reference").asString()));
        return references;
    }

    private static void reconcile() {
        HttpResponse<String> answer =
                operator().post("/operations/comparisons", OrderClient.newKey(), "{\"reason\": \"the drill\"}");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    private static HttpResponse<String> management(String path) {
        try (OrderClient management = new OrderClient(managementUrl())) {
            return management.get(path);
        }
    }

    private static String managementUrl() {
        return "http://127.0.0.1:" + Objects.requireNonNull(restored).setting("local.management.port");
    }

    private static OrderClient customer() {
        return Objects.requireNonNull(customer);
    }

    private static OperatorClient operator() {
        return Objects.requireNonNull(operator);
    }

    private static String[] settings(String... more) {
        List<String> settings = new ArrayList<>(List.of(
                "--payment-handler.providers=stripe",
                "--payment-handler.stripe.api-base=" + SERVER.url(),
                "--payment-handler.stripe.api-key=sk_test_drill",
                "--payment-handler.stripe.answer-timeout=2s",
                "--payment-handler.circuit-breaker.minimum-calls=10000",
                "--payment-handler.reconciliation.settle=-10s",
                "--payment-handler.reconciliation.every=1h",
                "--operations.port=0"));
        settings.addAll(List.of(more));
        return settings.toArray(String[]::new);
    }
}

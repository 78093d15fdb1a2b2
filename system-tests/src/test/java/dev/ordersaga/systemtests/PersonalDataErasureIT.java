package dev.ordersaga.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ordersaga.api.privacy.PersonalData;
import dev.ordersaga.lab.oracle.LedgerReconciliation;
import dev.ordersaga.lab.system.DatabaseSession;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/**
 * A customer is erased: nothing of the person can be found in what the system has ever written, and the money is what it was. The
 * tests are the steps.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class PersonalDataErasureIT {

    private static final String CUSTOMER = "maria.mustermann@example.org";
    private static final String OTHER = "https://login.example/../users?id=1&b=%2F+#4711";
    private static final List<String> PERSONAL = List.of(
            CUSTOMER,
            "engraved for Maria",
            "Maria broke it",
            "Maria changed her mind",
            "pm_card_visa",
            "about Maria",
            "key-of-maria");
    /** Not personal: shows that the search finds what is there. */
    private static final String SKU = "SKU-85123A";

    private static final Path FOLDER = LocalSystem.newFolder();
    private static final Path PUBLIC_KEY = AccessTokens.publicKeyFile();
    private static LocalSystem system;
    private static OrderClient client;
    private static OperatorClient operator;
    private static StoredBytes stored;
    private static StoredView view;
    private static String refunded = "";
    private static String cancelled = "";
    private static String kept = "";

    @BeforeAll
    static void start() {
        system = LocalSystem.startOn(
                FOLDER,
                "--payment-handler.providers=stripe",
                "--order-command.payment.deadline=60s",
                "--privacy.key-lease=300ms",
                "--event-processing.dead-letters.attempts=1",
                "--http-contract.jwt.issuer=" + AccessTokens.ISSUER,
                "--http-contract.jwt.audience=" + AccessTokens.AUDIENCE,
                "--http-contract.jwt.public-key=" + PUBLIC_KEY.toUri(),
                "--logging.file.name=" + FOLDER.resolve("application.log"));
        client = new OrderClient(system.url());
        operator = new OperatorClient(system.operatorsPort());
        stored = new StoredBytes(FOLDER, JdbcClient.create(system.administrator()));
        DatabaseSession.readPasswordsFrom(FOLDER);
        view = new StoredView(system.bean(JdbcClient.class), operator);
    }

    @AfterAll
    static void stop() throws IOException {
        Files.delete(PUBLIC_KEY);
        client.close();
        operator.close();
        system.close();
    }

    @Test
    @Order(1)
    void ordersOfTheCustomerAreSettledWithFreeTextsInThem() {
        refunded = place(CUSTOMER);
        cancelled = place(CUSTOMER);
        kept = place(OTHER);
        client.settled(refunded);
        client.settled(cancelled);
        client.settled(kept);
        client.post(refunded + "/refunds", "{\"amount\":\"5.30\",\"reason\":\"Maria broke it\"}", "key-of-maria-2");
        try (OrderClient maria = new OrderClient(system.url(), AccessTokens.ofCustomer("default", CUSTOMER))) {
            HttpResponse<String> accepted = maria.post(
                    cancelled + "/cancellation", "{\"reason\":\"Maria changed her mind\"}", "key-of-maria-3");
            assertThat(accepted.statusCode()).as(accepted.body()).isEqualTo(202);
        }
        client.when(order -> order.path("payment").path("status").asString().equals("PARTIALLY_REFUNDED"), refunded);
        client.when(order -> order.path("payment").path("status").asString().equals("REFUNDED"), cancelled);
        assertThat(operator.post(
                                "/operations/dead-letters/order-status/" + id(refunded) + "/retry",
                                OrderClient.newKey(),
                                "{\"reason\":\"about Maria\"}")
                        .statusCode())
                .isEqualTo(404);
        assertThat(customerOf(refunded)).isEqualTo(CUSTOMER);
        // Lists may be behind what a single order shows.
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(
                        () -> assertThat(ordersOf(CUSTOMER)).containsExactlyInAnyOrder(id(refunded), id(cancelled)));
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(ordersOf(OTHER)).containsExactly(id(kept)));
    }

    @Test
    @Order(2)
    void theExportHasEverythingAboutTheCustomer() {
        HttpResponse<String> export = client.get("/customer-data?customerId=" + CUSTOMER);
        assertThat(export.statusCode()).isEqualTo(200);
        assertThat(export.headers().firstValue("Cache-Control")).contains("no-store");
        JsonNode data = OrderClient.json(export);
        assertThat(data.path("customerId").asString()).isEqualTo(CUSTOMER);
        assertThat(data.path("orders")).hasSize(2);
        assertThat(data.has("next")).isFalse();
        assertThat(export.body())
                .contains("engraved for Maria", "Maria broke it", "Maria changed her mind", "PaymentCaptured")
                .doesNotContain(OTHER, "enc1:");
        assertThat(client.get("/customer-data?customerId=unknown").statusCode()).isEqualTo(404);
        assertThat(client.get("/customer-data").statusCode()).isEqualTo(400);
    }

    @Test
    @Order(2)
    void anyIdOfACustomerCanBeExported() {
        String export = client.get("/customer-data?customerId=" + URLEncoder.encode(OTHER, StandardCharsets.UTF_8))
                .body();
        assertThat(export).contains(id(kept)).doesNotContain(id(refunded));
    }

    @Test
    @Order(3)
    void nothingIsStoredInTheClearEvenBefore() {
        assertThat(stored.filesWith(List.of(SKU)).get(SKU))
                .as("the search itself")
                .anyMatch(file -> file.startsWith("dump/eventstore."))
                .contains(StoredBytes.DOCUMENTS)
                .anyMatch(file -> file.contains("pg_wal"));
        assertThat(found()).isEmpty();
    }

    @Test
    @Order(4)
    void anOpenOrderKeepsItsCustomer() {
        HttpResponse<String> placed = client.place(OrderClient.forShipment(order(CUSTOMER)), OrderClient.newKey());
        String open = placed.headers().firstValue("Location").orElseThrow();
        client.settled(open);
        soon(() -> assertThat(ordersOf(CUSTOMER)).hasSize(3));
        HttpResponse<String> refused = erase(CUSTOMER, CUSTOMER);
        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(refused.body()).contains("orders-open", id(open));
        assertThat(erase(CUSTOMER, OTHER).statusCode()).as("not confirmed").isEqualTo(422);
        assertThat(erase("unknown", "unknown").statusCode()).isEqualTo(404);
        client.cancel(open);
        client.when(order -> order.path("payment").path("status").asString().equals("VOIDED"), open);
        soon(() -> assertThat(customerOf(open)).isEqualTo(CUSTOMER));
    }

    @Test
    @Order(5)
    void theErasureIsDoneAndNothingIsFound() {
        long events = count("SELECT count(*) FROM eventstore.domain_event_entry");
        String key = OrderClient.newKey();
        soon(() -> assertThat(erase(CUSTOMER, CUSTOMER, key).statusCode()).isEqualTo(200));
        soon(() -> assertThat(operator.json("/operations/erasures")
                        .path("erasures")
                        .get(0)
                        .path("state")
                        .asString())
                .isEqualTo("DONE"));
        stored.vacuum();
        assertThat(found()).isEmpty();
        assertThat(count("SELECT count(*) FROM eventstore.domain_event_entry"))
                .as("the tombstone")
                .isEqualTo(events + 1);
        assertThat(operator.json("/operations/actions").path("actions"))
                .filteredOn(action -> action.path("name").asString().equals("erase-customer"))
                .as("the reason goes with the person")
                .isNotEmpty()
                .allMatch(action -> action.path("reason").asString().equals(PersonalData.ERASED));
        assertThat(operator.get("/operations/actions").body()).doesNotContain("maria");
        HttpResponse<String> repeated = erase(CUSTOMER, CUSTOMER, key);
        assertThat(repeated.statusCode()).as(repeated.body()).isEqualTo(200);
        assertThat(repeated.body()).as("the first response").contains("REQUESTED");
        assertThat(erase(OTHER + ".unknown", OTHER + ".unknown", key).statusCode())
                .as("the key with another request")
                .isEqualTo(422);
        assertThat(erase(CUSTOMER, CUSTOMER).statusCode()).as("a new request").isEqualTo(404);
    }

    @Test
    @Order(6)
    void theOrdersReadWithoutThePersonAndTheMoneyIsTheSame() {
        for (String order : List.of(refunded, cancelled)) {
            JsonNode shown = OrderClient.json(client.get(order));
            assertThat(shown.path("customerId").asString()).isEqualTo(PersonalData.ERASED);
            assertThat(shown.path("payment").path("capturedTotal").asString()).isEqualTo("15.30");
            assertThat(shown.path("lines").get(0).path("description").asString())
                    .isEqualTo(PersonalData.ERASED);
        }
        assertThat(OrderClient.json(client.get(refunded))
                        .path("payment")
                        .path("refundedTotal")
                        .asString())
                .isEqualTo("5.30");
        assertThat(OrderClient.json(client.get(cancelled))
                        .path("cancellation")
                        .path("reason")
                        .asString())
                .isEqualTo(PersonalData.ERASED);
        assertThat(ordersOf(CUSTOMER)).isEmpty();
        assertThat(client.get("/customer-data?customerId=" + CUSTOMER).statusCode())
                .isEqualTo(404);
        assertThat(customerOf(kept)).isEqualTo(OTHER);
        assertThat(ordersOf(OTHER)).containsExactly(id(kept));
    }

    @Test
    @Order(7)
    void aRebuildHasTheSameOrders() {
        List<String> before = view.states();
        view.rebuild(OrderClient.newKey());
        assertThat(view.states()).isEqualTo(before).isEqualTo(view.fold());
        assertThat(customerOf(refunded)).isEqualTo(PersonalData.ERASED);
        assertThat(ordersOf(OTHER)).containsExactly(id(kept));
        assertThat(found()).isEmpty();
    }

    /** Its money can still be returned: the provider's reference is no personal data of this system. */
    @Test
    @Order(8)
    void theRestCanStillBeRefundedAndTheOracleHolds() throws Exception {
        client.post(refunded + "/refunds", "{\"reason\":\"Maria broke it\"}", OrderClient.newKey());
        JsonNode shown = client.when(
                order -> order.path("payment").path("status").asString().equals("REFUNDED"), refunded);
        assertThat(shown.path("payment").path("refunds").get(1).path("reason").asString())
                .as("free text about an erased person is not stored")
                .isEqualTo(PersonalData.ERASED);
        assertThat(found()).isEmpty();
        int port = URI.create(databaseUrl().substring("jdbc:".length())).getPort();
        assertThat(LedgerReconciliation.violations(
                        FOLDER.resolve("stripe-simulator").resolve("ledger.jsonl"), port))
                .isEmpty();
    }

    @Test
    @Order(9)
    void theSameCustomerMayReturn() {
        String again = place(CUSTOMER);
        client.settled(again);
        soon(() -> assertThat(ordersOf(CUSTOMER)).containsExactly(id(again)));
        assertThat(customerOf(refunded)).isEqualTo(PersonalData.ERASED);
    }

    /** Texts of the person that were found, and where. The ledger is the provider's. */
    private static Map<String, List<String>> found() {
        Map<String, List<String>> found = stored.filesWith(PERSONAL);
        found.values().forEach(files -> files.removeIf(file -> file.startsWith("stripe-simulator")));
        found.values().removeIf(List::isEmpty);
        return found;
    }

    private static String place(String customer) {
        return client.place(order(customer), "key-of-maria-" + UUID.randomUUID())
                .headers()
                .firstValue("Location")
                .orElseThrow();
    }

    private static String order(String customer) {
        return OrderClient.order("pm_card_visa")
                .replace("17850", customer)
                .replace("85123A", SKU)
                .replace("WHITE HANGING HEART T-LIGHT HOLDER", "engraved for Maria");
    }

    private static HttpResponse<String> erase(String customer, String confirmed) {
        return erase(customer, confirmed, OrderClient.newKey());
    }

    private static HttpResponse<String> erase(String customer, String confirmed, String key) {
        return operator.post(
                "/operations/erasures",
                key,
                "{\"tenant\":\"default\",\"customerId\":\"%s\",\"confirmedCustomerId\":\"%s\",\"reason\":\"about Maria\"}"
                        .formatted(customer, confirmed));
    }

    private static String customerOf(String location) {
        return OrderClient.json(client.get(location)).path("customerId").asString();
    }

    private static Set<String> ordersOf(String customer) {
        return OrderClient.json(client.get(
                        "/orders?limit=100&customerId=" + URLEncoder.encode(customer, StandardCharsets.UTF_8)))
                .path("orders")
                .valueStream()
                .map(order -> order.path("orderId").asString())
                .collect(Collectors.toSet());
    }

    private static String id(String location) {
        return StripeSystem.orderId(location);
    }

    private static long count(String query) {
        return system.bean(JdbcClient.class).sql(query).query(Long.class).single();
    }

    private static String databaseUrl() {
        return system.bean(JdbcConnectionDetails.class).getJdbcUrl();
    }

    private static void soon(ThrowingRunnable assertion) {
        await().atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(100))
                .untilAsserted(assertion);
    }
}

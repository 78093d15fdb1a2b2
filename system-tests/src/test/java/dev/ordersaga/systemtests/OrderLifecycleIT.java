package dev.ordersaga.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.math.BigDecimal;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import tools.jackson.databind.JsonNode;

/**
 * The lifecycle of an order over HTTP: placed, polled, settled, with rejections, cancellations and invalid requests.
 * The same tests run against the standalone application and, with {@code -Dsystem.url}, against the three services.
 */
@Execution(ExecutionMode.CONCURRENT)
class OrderLifecycleIT {

    private static SystemUnderTest system;
    private static OrderClient customer;

    @BeforeAll
    static void open() {
        system = SystemUnderTest.open();
        customer = new OrderClient(system.url());
        // Class loading for the first order may take longer than the payment deadline of the tests.
        customer.settled(customer.place("pm_card_visa"));
    }

    @AfterAll
    static void close() {
        customer.close();
        system.close();
    }

    @Test
    void anOrderIsConfirmedOnceItsPaymentIsCaptured() {
        HttpResponse<String> accepted = customer.place(OrderClient.order("pm_card_visa"), OrderClient.newKey());

        assertThat(accepted.statusCode()).isEqualTo(202);
        assertThat(accepted.headers().firstValue("Retry-After")).hasValue("1");
        JsonNode receipt = OrderClient.json(accepted);
        assertThat(receipt.path("status").asString()).isEqualTo("PLACED");
        assertThat(receipt.path("total").asString()).isEqualTo("15.30");

        String location = accepted.headers().firstValue("Location").orElseThrow();
        JsonNode order = customer.settled(location);
        assertThat(order.path("status").asString()).isEqualTo("CONFIRMED");
        assertThat(order.path("payment").path("status").asString()).isEqualTo("CAPTURED");
        assertThat(order.path("payment").path("capturedTotal").asString()).isEqualTo("15.30");
        assertThat(order.path("payment").path("refundedTotal").asString()).isEqualTo("0.00");
        assertThat(order.path("lines").get(0).path("unitPrice").asString()).isEqualTo("2.55");
        assertThat(order.path("links").has("cancellation")).isTrue();
    }

    @Test
    void aPlacedOrderCanBeReadAtOnce() {
        for (int i = 0; i < 20; i++) {
            String location = customer.place("pm_card_visa");
            assertThat(customer.get(location).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void anUnchangedOrderIsNotSentAgain() {
        String location = customer.place("pm_card_visa");
        customer.settled(location);
        HttpResponse<String> whole = customer.get(location);
        String tag = whole.headers().firstValue("ETag").orElseThrow();

        assertThat(tag).isEqualTo("\"" + OrderClient.json(whole).path("version").asLong() + "\"");
        HttpResponse<String> unchanged = customer.get(location, "If-None-Match", tag);
        assertThat(unchanged.statusCode()).isEqualTo(304);
        assertThat(unchanged.body()).isEmpty();
        assertThat(customer.get(location, "If-None-Match", "\"0\"").statusCode())
                .isEqualTo(200);
    }

    @Test
    void aRepeatedRequestPlacesOneOrder() {
        String key = OrderClient.newKey();
        HttpResponse<String> first = customer.place(OrderClient.order("pm_card_visa"), key);
        HttpResponse<String> again = customer.place(OrderClient.order("pm_card_visa"), key);
        HttpResponse<String> other = customer.place(OrderClient.order("pm_card_mastercard"), key);

        assertThat(again.statusCode()).isEqualTo(202);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(other.statusCode()).isEqualTo(422);
    }

    @Test
    void aDeclinedPaymentRejectsTheOrderWithACodeForCustomers() {
        JsonNode funds = customer.settled(customer.place("pm_card_visa_chargeDeclinedInsufficientFunds"));
        assertThat(funds.path("status").asString()).isEqualTo("REJECTED");
        assertThat(funds.path("reason").asString()).isEqualTo("PAYMENT_DECLINED");
        assertThat(declineCode(funds)).isEqualTo("insufficient_funds");
        assertThat(funds.path("links").has("cancellation")).isFalse();

        JsonNode stolen = customer.settled(customer.place("pm_card_visa_chargeDeclinedStolenCard"));
        assertThat(declineCode(stolen)).isEqualTo("generic_decline");

        JsonNode unknown = customer.settled(customer.place("pm_unknown_method"));
        assertThat(declineCode(unknown)).isEqualTo("payment_method_unknown");
    }

    @Test
    void aSlowPaymentIsAwaited() {
        String location = customer.place("pm_slow_1s");
        assertThat(customer.get(location).headers().firstValue("Retry-After")).isPresent();
        assertThat(customer.settled(location).path("status").asString()).isEqualTo("CONFIRMED");
    }

    @Test
    void aPassedDeadlineRejectsTheOrderAndVoidsThePayment() {
        JsonNode order = customer.settled(customer.place("pm_silent"));
        assertThat(order.path("status").asString()).isEqualTo("REJECTED");
        assertThat(order.path("reason").asString()).isEqualTo("PAYMENT_TIMED_OUT");
        assertThat(order.path("payment").path("status").asString()).isEqualTo("VOIDED");
    }

    @Test
    void aPaymentAfterTheDeadlineIsCompensated() {
        JsonNode order = customer.settled(customer.place("pm_slow_14s"));
        assertThat(order.path("status").asString()).isEqualTo("REJECTED");
        assertThat(netMoney(order)).isEqualTo("0.00");
    }

    @Test
    void anOrderCancelledDuringThePaymentHoldsNoMoney() {
        String location = customer.place("pm_slow_2s");
        assertThat(customer.cancel(location).statusCode()).isEqualTo(202);

        JsonNode order = customer.settled(location);
        assertThat(order.path("status").asString()).isEqualTo("CANCELLED");
        assertThat(netMoney(order)).isEqualTo("0.00");
    }

    @Test
    void anOrderCancelledAfterItsConfirmationIsRefunded() {
        String location = customer.place("pm_card_visa");
        customer.settled(location);
        HttpResponse<String> cancelled = customer.cancel(location);
        assertThat(cancelled.statusCode()).isEqualTo(202);

        JsonNode order = customer.settled(location);
        assertThat(order.path("status").asString()).isEqualTo("CANCELLED");
        assertThat(order.path("payment").path("status").asString()).isEqualTo("REFUNDED");
        assertThat(order.path("payment").path("capturedTotal").asString()).isEqualTo("15.30");
        assertThat(order.path("payment").path("refundedTotal").asString()).isEqualTo("15.30");
        assertThat(customer.cancel(location).statusCode()).isEqualTo(409);
    }

    @Test
    void anOrderWithCaptureOnShipmentIsOnlyAuthorized() {
        String body = OrderClient.order("pm_card_visa")
                .replace("{\"customerId\"", "{\"capture\":\"ON_SHIPMENT\",\"customerId\"");
        String location = customer.place(body, OrderClient.newKey())
                .headers()
                .firstValue("Location")
                .orElseThrow();

        JsonNode order = customer.settled(location);
        assertThat(order.path("status").asString()).isEqualTo("CONFIRMED");
        assertThat(order.path("payment").path("status").asString()).isEqualTo("AUTHORIZED");
        assertThat(order.path("payment").path("capturedTotal").asString()).isEqualTo("0.00");

        customer.cancel(location);
        assertThat(customer.settled(location).path("payment").path("status").asString())
                .isEqualTo("VOIDED");
    }

    @Test
    void theListPagesThroughEveryOrderOnce() {
        String customerId = "customer " + OrderClient.newKey();
        List<String> placed = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            String body = OrderClient.order("pm_card_visa").replace("17850", customerId);
            HttpResponse<String> answer = customer.place(body, OrderClient.newKey());
            placed.addFirst(OrderClient.json(answer).path("orderId").asString());
        }
        placed.forEach(id -> customer.settled("/orders/" + id));

        // The list may be behind what a single order shows.
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(listed(customerId)).containsExactlyElementsOf(placed));
    }

    private static List<String> listed(String customerId) {
        List<String> listed = new ArrayList<>();
        String page = "/orders?limit=3&customerId=" + customerId.replace(" ", "%20");
        while (!page.isEmpty()) {
            HttpResponse<String> answer = customer.get(page);
            assertThat(answer.statusCode()).isEqualTo(200);
            StreamSupport.stream(OrderClient.json(answer).path("orders").spliterator(), false)
                    .forEach(order -> listed.add(order.path("orderId").asString()));
            page = answer.headers()
                    .firstValue("Link")
                    .map(OrderLifecycleIT::target)
                    .orElse("");
        }
        return listed;
    }

    @Test
    void allFaultsOfABodyAreReportedTogether() {
        HttpResponse<String> refused = customer.place("""
                {"customerId":" ","currency":"gbp","paymentMethod":"4242 4242 4242 4242","colour":"red",
                 "lines":[{"sku":"A","quantity":0,"unitPrice":2.5}]}""", OrderClient.newKey());

        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.headers().firstValue("Content-Type").orElseThrow()).startsWith("application/problem+json");
        assertThat(refused.body())
                .contains("/customerId", "/currency", "/paymentMethod", "/colour")
                .contains("/lines/0/quantity", "/lines/0/unitPrice", "card_number")
                .doesNotContain("4242");
    }

    private static String declineCode(JsonNode order) {
        return order.path("payment").path("attempts").get(0).path("declineCode").asString();
    }

    private static String netMoney(JsonNode order) {
        var captured = order.path("payment").path("capturedTotal").asString();
        var refunded = order.path("payment").path("refundedTotal").asString();
        return new BigDecimal(captured).subtract(new BigDecimal(refunded)).toPlainString();
    }

    private static String target(String link) {
        return link.substring(link.indexOf('<') + 1, link.indexOf('>'));
    }
}

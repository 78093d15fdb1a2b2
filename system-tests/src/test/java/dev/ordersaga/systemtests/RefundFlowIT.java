package dev.ordersaga.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Shipment and refunds of a confirmed order over HTTP, also many concurrent ones. */
class RefundFlowIT {

    private static final int REFUNDERS = 50;
    private static final int CENT_REFUNDERS = 8;
    private static final Duration CENTS_DURATION = Duration.ofSeconds(3);

    /** Without the refunds it takes 0.1 s; when all work waits for one order's, half a minute. */
    private static final Duration CONFIRMED_WITHIN = Duration.ofSeconds(5);

    private static SystemUnderTest system;
    private static OrderClient customer;

    @BeforeAll
    static void open() {
        system = SystemUnderTest.open();
        customer = new OrderClient(system.url());
    }

    @AfterAll
    static void close() {
        customer.close();
        system.close();
    }

    @Test
    void partialRefundsAreFollowedByARefundOfTheRestOnCancellation() {
        String location = confirmed("pm_card_visa");

        HttpResponse<String> first = customer.refund(location, "5.00");
        assertThat(first.statusCode()).isEqualTo(202);
        assertThat(links(OrderClient.json(first))).contains("refunds", "cancellation", "shipment");
        JsonNode partly = customer.settled(location);
        assertThat(payment(partly, "status")).isEqualTo("PARTIALLY_REFUNDED");
        assertThat(payment(partly, "refundedTotal")).isEqualTo("5.00");

        assertThat(customer.refund(location, "0.30").statusCode()).isEqualTo(202);
        JsonNode twice = customer.settled(location);
        assertThat(twice.path("status").asString()).isEqualTo("CONFIRMED");
        assertThat(twice.path("payment").path("refunds").get(1).path("amount").asString())
                .isEqualTo("0.30");
        assertThat(refusal(customer.refund(location, "10.01"))).isEqualTo("409 refund-too-large");

        assertThat(customer.cancel(location).statusCode()).isEqualTo(202);
        JsonNode ended = customer.settled(location);
        assertThat(payment(ended, "status")).isEqualTo("REFUNDED");
        assertThat(payment(ended, "refundedTotal")).isEqualTo("15.30");
        assertThat(refusal(customer.refund(location, "1.00"))).isEqualTo("409 nothing-to-refund");
        assertThat(links(ended)).containsExactly("self");
    }

    @Test
    void aRepeatedRequestRefundsOnce() {
        String location = confirmed("pm_card_visa");
        String key = OrderClient.newKey();
        HttpResponse<String> first = customer.post(location + "/refunds", "{\"amount\":\"5.00\"}", key);
        HttpResponse<String> again = customer.post(location + "/refunds", "{\"amount\":\"5.00\"}", key);

        assertThat(again.statusCode()).isEqualTo(202);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(payment(customer.settled(location), "refundedTotal")).isEqualTo("5.00");
        assertThat(refusal(customer.post(location + "/refunds", "{\"amount\":\"6.00\"}", key)))
                .isEqualTo("422 idempotency-key-reused");
    }

    @Test
    void anInvalidAmountIsReported() {
        String location = confirmed("pm_card_visa");

        for (String body : List.of("{\"amount\":\"0.001\"}", "{\"amount\":\"0.00\"}", "{\"amount\":5}")) {
            HttpResponse<String> refused = customer.post(location + "/refunds", body, OrderClient.newKey());
            assertThat(refused.statusCode()).as(body).isEqualTo(422);
            assertThat(refused.body()).contains("\"/amount\"");
        }
    }

    @Test
    void anAmountThatTheCurrencyDoesNotHaveIsReported() {
        String ariary = OrderClient.order("pm_card_visa")
                .replace("GBP", "MGA")
                .replace("\"quantity\":6,\"unitPrice\":\"2.55\"", "\"quantity\":1,\"unitPrice\":\"10.00\"");
        HttpResponse<String> accepted = customer.place(ariary, OrderClient.newKey());
        String location = accepted.headers().firstValue("Location").orElseThrow();
        customer.settled(location);

        HttpResponse<String> refused = customer.refund(location, "0.50");
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("\"/amount\"", "Must be an amount that the order's currency has");
        assertThat(customer.refund(location, "5.00").statusCode()).isEqualTo(202);
    }

    @Test
    void anOrderWhosePaymentIsRefundedDoesNotShip() {
        String location = confirmed("pm_card_visa");
        customer.refund(location, "");
        JsonNode refunded = customer.settled(location);
        assertThat(payment(refunded, "status")).isEqualTo("REFUNDED");
        assertThat(links(refunded)).doesNotContain("shipment");
        assertThat(refusal(customer.ship(location))).isEqualTo("409 payment-returned");
    }

    @Test
    void aFailedRefundCanBeRequestedAgain() {
        String location = confirmed("pm_card_refundFail");
        customer.refund(location, "");

        JsonNode order = customer.settled(location);
        assertThat(payment(order, "status")).isEqualTo("CAPTURED");
        assertThat(payment(order, "refundedTotal")).isEqualTo("0.00");
        assertThat(order.path("payment").path("refunds").get(0).path("status").asString())
                .isEqualTo("FAILED");
        assertThat(links(order)).contains("refunds");

        customer.cancel(location);
        JsonNode cancelled = customer.settled(location);
        assertThat(payment(cancelled, "status")).isEqualTo("RELEASE_FAILED");
        assertThat(links(cancelled)).containsExactly("self", "refunds");
    }

    @Test
    void aCapturedOrderShipsWithoutAPayment() {
        String location = confirmed("pm_card_visa");

        HttpResponse<String> shipped = customer.ship(location);
        assertThat(shipped.statusCode()).isEqualTo(202);
        assertThat(OrderClient.json(shipped).path("status").asString()).isEqualTo("SHIPPED");
        JsonNode order = customer.settled(location);
        assertThat(payment(order, "status")).isEqualTo("CAPTURED");
        assertThat(refusal(customer.cancel(location))).isEqualTo("409 order-already-shipped");
        assertThat(refusal(customer.ship(location))).isEqualTo("409 order-already-shipped");
        assertThat(customer.refund(location, "").statusCode()).isEqualTo(202);
        assertThat(payment(customer.settled(location), "status")).isEqualTo("REFUNDED");
    }

    @Test
    void anAuthorizedAmountIsCapturedOnShipment() {
        String location = customer.placeForShipment("pm_card_visa");
        assertThat(payment(customer.settled(location), "status")).isEqualTo("AUTHORIZED");
        assertThat(refusal(customer.refund(location, ""))).isEqualTo("409 nothing-to-refund");

        assertThat(customer.ship(location).statusCode()).isEqualTo(202);
        JsonNode order = customer.settled(location);
        assertThat(order.path("status").asString()).isEqualTo("SHIPPED");
        assertThat(payment(order, "status")).isEqualTo("CAPTURED");
        assertThat(payment(order, "capturedTotal")).isEqualTo("15.30");
    }

    @Test
    void anOrderThatIsNotConfirmedIsNotShipped() {
        String location = customer.place("pm_slow_2s");
        assertThat(refusal(customer.ship(location))).isEqualTo("409 order-not-confirmed");

        customer.cancel(location);
        assertThat(refusal(customer.ship(location))).isEqualTo("409 order-already-cancelled");
    }

    @Test
    void fiftyConcurrentRefundsDoNotExceedTheCapture() throws Exception {
        String location = confirmed("pm_card_visa");
        List<Future<Integer>> answers;
        try (var refunders = Executors.newFixedThreadPool(REFUNDERS)) {
            // 50 times 0.50 exceeds the 15.30 that were captured: 30 of them fit.
            answers = Stream.generate(() -> refunders.submit(() -> untilDecided(location, "0.50")))
                    .limit(REFUNDERS)
                    .toList();
        }
        List<Integer> statuses = answers.stream().map(Future::resultNow).toList();

        assertThat(statuses).containsOnly(202, 409);
        assertThat(statuses).filteredOn(status -> status == 202).hasSize(30);
        JsonNode order = customer.settled(location);
        assertThat(payment(order, "refundedTotal")).isEqualTo("15.00");
        assertThat(order.path("payment").path("refunds")).hasSize(30);
        assertThat(sumOfSucceeded(order)).isEqualByComparingTo("15.00");
        assertThat(milestones(order, "REFUNDED")).isEqualTo(30);
    }

    /** Each client refunds a cent as soon as the refund before is answered. */
    @Test
    void manyRefundsOfOneOrderDoNotDelayTheOthers() throws Exception {
        String one = confirmed("pm_card_visa");
        AtomicBoolean ended = new AtomicBoolean();
        List<Future<List<HttpResponse<String>>>> refunding;
        try (var refunders = Executors.newFixedThreadPool(CENT_REFUNDERS)) {
            refunding = Stream.generate(() -> refunders.submit(() -> refundCents(one, ended)))
                    .limit(CENT_REFUNDERS)
                    .toList();
            long start = System.nanoTime();
            try {
                while (System.nanoTime() - start < CENTS_DURATION.toNanos()) {
                    assertThat(timeToConfirmed()).isLessThan(CONFIRMED_WITHIN);
                }
            } finally {
                ended.set(true);
            }
        }
        List<HttpResponse<String>> answers =
                refunding.stream().flatMap(each -> each.resultNow().stream()).toList();

        assertThat(answers).allSatisfy(RefundFlowIT::isAcceptedOrToldToWait);
        long accepted =
                answers.stream().filter(answer -> answer.statusCode() == 202).count();
        assertThat(accepted).isBetween(1L, 100L);
        assertThat(customer.settled(one).path("payment").path("refunds")).hasSize((int) accepted);
    }

    private static List<HttpResponse<String>> refundCents(String location, AtomicBoolean ended) {
        List<HttpResponse<String>> answers = new ArrayList<>();
        while (!ended.get()) {
            answers.add(customer.refund(location, "0.01"));
        }
        return answers;
    }

    private static Duration timeToConfirmed() {
        long placed = System.nanoTime();
        confirmed("pm_card_visa");
        return Duration.ofNanos(System.nanoTime() - placed);
    }

    private static void isAcceptedOrToldToWait(HttpResponse<String> answer) {
        switch (answer.statusCode()) {
            case 202 -> {}
            case 429, 503 ->
                assertThat(answer.headers().firstValue("Retry-After")).isPresent();
            default -> assertThat(refusal(answer)).isEqualTo("409 too-many-refunds");
        }
    }

    /** One request under one key, retried on write conflicts. */
    private static int untilDecided(String location, String amount) {
        String key = OrderClient.newKey();
        String body = "{\"amount\":\"" + amount + "\"}";
        HttpResponse<String> answer = customer.post(location + "/refunds", body, key);
        while (answer.statusCode() == 503) {
            answer = customer.post(location + "/refunds", body, key);
        }
        return answer.statusCode();
    }

    private static String confirmed(String paymentMethod) {
        String location = customer.place(paymentMethod);
        assertThat(customer.settled(location).path("status").asString()).isEqualTo("CONFIRMED");
        return location;
    }

    private static BigDecimal sumOfSucceeded(JsonNode order) {
        return StreamSupport.stream(order.path("payment").path("refunds").spliterator(), false)
                .filter(refund -> refund.path("status").asString().equals("SUCCEEDED"))
                .map(refund -> new BigDecimal(refund.path("amount").asString()))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static long milestones(JsonNode order, String what) {
        return StreamSupport.stream(order.path("timeline").spliterator(), false)
                .filter(entry -> entry.path("what").asString().equals(what))
                .count();
    }

    private static String payment(JsonNode order, String field) {
        return order.path("payment").path(field).asString();
    }

    private static List<String> links(JsonNode order) {
        return new ArrayList<>(order.path("links").propertyNames());
    }

    private static String refusal(HttpResponse<String> answer) {
        return answer.statusCode() + " " + OrderClient.json(answer).path("code").asString();
    }
}

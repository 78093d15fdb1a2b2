package dev.ordersaga.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ordersaga.api.payment.PaymentIds;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import tools.jackson.databind.JsonNode;

/** Money that was moved, or made unreadable, straight at the provider: what an order and reconciliation make of it. */
@ResourceLock("the shared Stripe simulator")
class MoneyByHandIT {

    private static final int TOTAL = 1530;

    private static final StripeSystem system = StripeSystem.shared();

    @AfterEach
    void behave() {
        system.provider().behave();
    }

    @Test
    void aCancelledOrderGivesBackWhatIsLeft() {
        String location = confirmed("pm_card_visa");
        String intent = intentOf(location);
        system.provider().post("refunds", "payment_intent=" + intent + "&amount=500");

        assertThat(system.customer().cancel(location).statusCode()).isEqualTo(202);

        JsonNode order = system.customer().settled(location);
        assertThat(order.path("status").asString()).isEqualTo("CANCELLED");
        assertThat(order.path("payment").path("status").asString()).isEqualTo("REFUNDED");
        assertThat(order.path("payment").path("refundedTotal").asString()).isEqualTo("15.30");
        assertThat(system.provider().net(StripeSystem.orderId(location))).isZero();
        assertThat(openFindings(system.compare())).doesNotContain(intent);
    }

    @Test
    void aCancelledOrderOfWhichEverythingWasGivenBackIsSettled() {
        String location = confirmed("pm_card_visa");
        system.provider().post("refunds", "payment_intent=" + intentOf(location));

        assertThat(system.customer().cancel(location).statusCode()).isEqualTo(202);

        assertThat(system.customer()
                        .settled(location)
                        .path("payment")
                        .path("status")
                        .asString())
                .isEqualTo("REFUNDED");
    }

    @Test
    void aRefundOfAChargeThatWasGivenBackFailsAndTheDifferenceIsAFinding() {
        String location = confirmed("pm_card_visa");
        String intent = intentOf(location);
        system.provider().post("refunds", "payment_intent=" + intent);

        assertThat(system.customer().refund(location, "5.00").statusCode()).isEqualTo(202);

        JsonNode failed = firstRefundFailed(location);
        assertThat(failed.path("failureCode").asString()).isEqualTo("charge_already_refunded");
        assertThat(alert("refund-failed", location).path("cause").asString()).contains("charge_already_refunded");
        JsonNode finding = finding(system.compare(), intent);
        assertThat(finding.path("kind").asString()).isEqualTo("MISMATCH");
        assertThat(finding.path("what").asString()).contains("15.30 GBP is missing");
    }

    /** Its message is lost: the refusal of the refund leads to it. */
    @Test
    void aDisputeThatRefusesARefundIsOnRecordAtOnce() {
        String location = confirmed("pm_card_visa");
        system.provider().fault("{\"fault\":\"webhook-never\"}");
        dispute(location, "{}");

        assertThat(system.customer().refund(location, "5.00").statusCode()).isEqualTo(202);

        JsonNode failed = firstRefundFailed(location);
        assertThat(failed.path("failureCode").asString()).isEqualTo("charge_disputed");
        JsonNode order = OrderClient.json(system.customer().get(location));
        assertThat(firstDispute(order).path("status").asString()).isEqualTo("OPEN");
        assertThat(alert("dispute", location).path("amount").asString()).isEqualTo("15.30 GBP");
    }

    @Test
    void aDisputeInAnotherCurrencyIsShownAndLeavesNothingToRefund() {
        String location = confirmed("pm_card_visa");
        dispute(location, "{\"currency\":\"usd\",\"amount\":2042}");

        JsonNode order = system.customer().whenPaymentIs("DISPUTED", location);
        assertThat(firstDispute(order).path("currency").asString()).isEqualTo("USD");
        assertThat(firstDispute(order).path("amount").asString()).isEqualTo("20.42");
        HttpResponse<String> refund = system.customer().refund(location, "5.00");
        assertThat(refund.statusCode()).isEqualTo(409);
        assertThat(OrderClient.json(refund).path("code").asString()).isEqualTo("nothing-to-refund");
        assertThat(system.customer().ship(location).statusCode()).isEqualTo(202);
    }

    @Test
    void aVoucherIsPaidAtItsAddress() {
        String location = system.customer().place("pm_boleto");
        JsonNode order = system.customer().whenPaymentIs("ACTION_REQUIRED", location);
        JsonNode action = order.path("payment").path("nextAction");
        assertThat(action.path("type").asString()).isEqualTo("boleto_display_details");
        assertThat(action.path("url").asString()).startsWith("http");

        String path = "orders/" + StripeSystem.orderId(location) + "/authentication";
        system.provider().control("POST", path, "{\"outcome\":\"succeed\"}");

        system.customer().whenPaymentIs("CAPTURED", location);
        assertThat(system.provider().net(StripeSystem.orderId(location))).isEqualTo(TOTAL);
    }

    /** Blik has no address: the order cannot show the customer what to do. */
    @Test
    void anActionThatCannotBeShownIsCancelledAndDeclined() {
        String location = system.customer().place("pm_blik");
        assertThat(system.customer().settled(location).path("status").asString())
                .isEqualTo("REJECTED");
        JsonNode intent = system.provider().get("payment_intents/" + intentOf(location));
        assertThat(intent.path("status").asString()).isEqualTo("canceled");
    }

    /** Whatever the order of the list, one of the others follows the refused one. */
    @Test
    void aRefusedRefundOfAnUnmatchedChargeIsAFindingAndTheOthersAreRefunded() {
        List<String> orders = Stream.generate(MoneyByHandIT::declined).limit(3).toList();
        List<String> orphans = orders.stream().map(order -> charge(order, true)).toList();
        system.provider().fault("""
                        {"fault":"refuse","op":"refund","times":1,"form":"validation","orderId":"%s"}""".formatted(orders.get(1)));

        JsonNode report = system.compare();

        assertThat(orders).extracting(system.provider()::net).containsExactly(0L, (long) TOTAL, 0L);
        assertThat(kinds(report, orphans.get(1))).contains("RELEASE_REFUSED");
        assertThat(openFindings(report)).doesNotContain(orphans.get(0), orphans.get(2));

        assertThat(openFindings(system.compare())).doesNotContain(orphans.get(1));
        assertThat(system.provider().net(orders.get(1))).isZero();
    }

    @Test
    void objectsThatCannotBeReadAreFindingsAndTheOthersAreCompared() {
        String order = declined();
        String orphan = charge(order, true);
        String unconfirmed = charge(order, false);

        JsonNode report = system.compare();

        assertThat(system.provider().net(order)).isZero();
        assertThat(openFindings(report)).contains(unconfirmed).doesNotContain(orphan);
        assertThat(finding(report, unconfirmed).path("kind").asString()).isEqualTo("UNREADABLE");

        system.provider().post("payment_intents/" + unconfirmed + "/cancel", "");
        assertThat(openFindings(system.compare())).doesNotContain(unconfirmed);
    }

    @Test
    void aChargeThatIsUnknownHereIsAFindingAndTheOrderIsNotChargedTwice() {
        String order = UUID.randomUUID().toString();
        long before = difference(system.compare());
        String unknown = charge(order, true);

        JsonNode report = system.compare();
        assertThat(finding(report, unknown).path("kind").asString()).isEqualTo("NO_PAYMENT");
        assertThat(difference(report) - before).isEqualTo(TOTAL);

        String location = "/orders/" + order;
        assertThat(system.customer()
                        .put(location, OrderClient.order("pm_card_visa"))
                        .statusCode())
                .isEqualTo(202);
        system.compare();
        assertThat(system.customer().settled(location).path("status").asString())
                .isEqualTo("CONFIRMED");
        assertThat(system.provider().net(order)).isEqualTo(TOTAL);
        assertThat(openFindings(system.compare())).doesNotContain(unknown);
    }

    @Test
    void anIdOfAPaymentIsNoOrders() {
        String location = confirmed("pm_card_visa");
        UUID order = UUID.fromString(StripeSystem.orderId(location));
        String payment = "/orders/" + PaymentIds.forOrder(order);
        assertThat(system.customer()
                        .put(payment, OrderClient.order("pm_card_visa"))
                        .statusCode())
                .isEqualTo(400);
        assertThat(system.customer().get(payment).statusCode()).isEqualTo(404);
        assertThat(system.customer().cancel(payment).statusCode()).isEqualTo(404);
        assertThat(system.customer().ship(payment).statusCode()).isEqualTo(404);
        assertThat(system.customer().refund(payment, "").statusCode()).isEqualTo(404);
        assertThat(system.customer().payWith("pm_card_visa", payment).statusCode())
                .isEqualTo(404);
    }

    private static String confirmed(String method) {
        String location = system.customer().place(method);
        assertThat(system.customer().settled(location).path("status").asString())
                .isEqualTo("CONFIRMED");
        return location;
    }

    private static String declined() {
        String location = system.customer().place("pm_card_chargeDeclined");
        system.customer().settled(location);
        return StripeSystem.orderId(location);
    }

    private static void dispute(String location, String how) {
        system.provider().control("POST", "orders/" + StripeSystem.orderId(location) + "/dispute", how);
    }

    private static JsonNode firstDispute(JsonNode order) {
        return order.path("payment").path("disputes").path(0);
    }

    private static JsonNode firstRefundFailed(String location) {
        return firstRefund(system.customer()
                .when(order -> firstRefund(order).path("status").asString("").equals("FAILED"), location));
    }

    private static JsonNode firstRefund(JsonNode order) {
        return order.path("payment").path("refunds").path(0);
    }

    private static JsonNode alert(String kind, String location) {
        return await(kind + " of " + location)
                .atMost(Duration.ofSeconds(20))
                .until(() -> system.alert(kind, StripeSystem.orderId(location)), Objects::nonNull);
    }

    /** Of all days, in minor units of GBP. */
    private static long difference(JsonNode report) {
        return report.path("totals")
                .valueStream()
                .filter(total -> total.path("currency").asString().equals("GBP"))
                .mapToLong(total -> total.required("difference").asLong())
                .sum();
    }

    private static List<String> kinds(JsonNode report, String reference) {
        return report.path("open")
                .valueStream()
                .filter(finding -> finding.path("reference").asString().equals(reference))
                .map(finding -> finding.path("kind").asString())
                .toList();
    }

    private static String intentOf(String location) {
        return system.provider().intentOf(StripeSystem.orderId(location));
    }

    private static String charge(String order, boolean isConfirmed) {
        return system.provider()
                .post(
                        "payment_intents",
                        "amount=" + TOTAL + "&currency=gbp&confirm=" + isConfirmed
                                + "&payment_method=pm_card_visa&payment_method_types[]=card&metadata[orderId]=" + order
                                + "&metadata[attempt]=1&metadata[key]=" + order + "/authorize/1")
                .path("id")
                .asString();
    }

    private static JsonNode finding(JsonNode report, String reference) {
        for (JsonNode finding : report.path("open")) {
            if (finding.path("reference").asString().equals(reference)) {
                return finding;
            }
        }
        throw new AssertionError("no finding of " + reference);
    }

    private static List<String> openFindings(JsonNode report) {
        List<String> references = new ArrayList<>();
        report.path("open")
                .forEach(finding -> references.add(finding.path("reference").asString()));
        return references;
    }
}

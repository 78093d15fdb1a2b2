package dev.ordersaga.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersaga.api.payment.PaymentIds;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Money that was moved, or made unreadable, straight at the provider: what an order and reconciliation make of it. */
class MoneyByHandIT {

    private static final int TOTAL = 1530;

    private static final StripeSystem system = StripeSystem.shared();

    @Test
    void aCancelledOrderGivesBackWhatIsLeft() {
        String location = confirmed("pm_card_visa");
        String intent = intentOf(location);
        system.provider().post("refunds", "payment_intent=" + intent + "&amount=500");

        assertThat(system.customer().cancel(location).statusCode()).isEqualTo(202);

        JsonNode order = system.customer().settled(location);
        assertThat(order.path("payment").path("status").asString()).isEqualTo("REFUNDED");
        assertThat(order.path("payment").path("refundedTotal").asString()).isEqualTo("15.30");
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

        system.awaitOrder(
                location,
                order -> order.path("payment")
                        .path("refunds")
                        .path(0)
                        .path("status")
                        .asString()
                        .equals("FAILED"));
        JsonNode finding = finding(system.compare(), intent);
        assertThat(finding.path("kind").asString()).isEqualTo("MISMATCH");
        assertThat(finding.path("what").asString()).contains("15.30 GBP is missing");
    }

    @Test
    void objectsThatCannotBeReadAreFindingsAndTheOthersAreCompared() {
        String order = StripeSystem.orderId(system.customer().place("pm_card_chargeDeclined"));
        system.customer().settled("/orders/" + order);
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
        String unknown = charge(order, true);

        assertThat(finding(system.compare(), unknown).path("kind").asString()).isEqualTo("NO_PAYMENT");

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

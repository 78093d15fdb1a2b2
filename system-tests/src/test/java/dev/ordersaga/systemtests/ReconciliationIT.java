package dev.ordersaga.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import tools.jackson.databind.JsonNode;

/** Reconciliation with the provider's records: charges and refunds made outside the system. */
@ResourceLock("the shared Stripe simulator")
class ReconciliationIT {

    private static final long TOTAL = 1530;

    private static StripeSystem system;

    @BeforeAll
    static void open() {
        system = StripeSystem.shared();
    }

    @AfterEach
    void behave() {
        system.provider().behave();
    }

    @Test
    void unmatchedChargesAreRefundedOrVoided() {
        String order = settled("pm_card_chargeDeclined", "REJECTED");
        String orphan = outsideTheSystem(order, "pm_card_visa", "automatic");
        String reserved = outsideTheSystem(order, "pm_card_visa", "manual");
        assertThat(system.provider().net(order)).isEqualTo(TOTAL);

        JsonNode report = system.compare();

        assertThat(system.provider().net(order)).isZero();
        assertThat(system.provider()
                        .get("payment_intents/" + reserved)
                        .path("status")
                        .asString())
                .isEqualTo("canceled");
        assertThat(lastRun(report).path("unmatched").asInt()).isEqualTo(2);
        assertThat(open(report)).doesNotContain(orphan, reserved);
        assertThat(system.metric("reconciliation_unmatched_charges")).isGreaterThanOrEqualTo(2);

        assertThat(lastRun(system.compare()).path("unmatched").asInt()).isZero();
    }

    @Test
    void aManualRefundAtTheProviderIsAFinding() {
        String order = settled("pm_card_visa", "CONFIRMED");
        String intent = system.provider().intentOf(order);
        system.provider().post("refunds", "payment_intent=" + intent + "&amount=530");

        JsonNode report = system.compare();

        assertThat(open(report)).contains(intent);
        assertThat(system.metric("reconciliation_findings_open")).isPositive();
        assertThat(system.provider().net(order)).isEqualTo(1000);
        assertThat(system.operator().json("/operations/alerts").path("alerts")).anySatisfy(found -> {
            assertThat(found.path("kind").asString()).isEqualTo("finding");
            assertThat(found.path("orderId").asString()).isEqualTo(order);
        });

        String path = "/operations/findings/" + intent + "/close";
        String because = "{\"reason\": \"refunded by hand\"}";
        OperatorClient.json(system.operator().post(path, "close-" + intent, because));
        assertThat(open(system.compare())).as("closed for good").doesNotContain(intent);
        assertThat(system.operator().post(path, "again-" + intent, because).statusCode())
                .isEqualTo(404);

        system.provider().post("refunds", "payment_intent=" + intent + "&amount=100");
        assertThat(open(system.compare())).as("another difference").contains(intent);
    }

    @Test
    void aReturnedRefundWithoutWebhookIsRecorded() {
        system.provider().fault("{\"fault\":\"webhook-never\"}");
        String location = system.customer().place("pm_card_refundFail");
        system.customer().settled(location);
        assertThat(system.customer().refund(location, "5.00").statusCode()).isEqualTo(202);
        system.awaitNet(location, TOTAL - 500);
        system.awaitNet(location, TOTAL);

        JsonNode report = system.compare();

        assertThat(lastRun(report).path("updated").asInt()).isPositive();
        system.awaitOrder(
                location,
                order -> order.path("payment").path("refundedTotal").asString().equals("0.00"));
    }

    @Test
    void aProviderThatDoesNotAnswerIsSaidToTheOperator() {
        system.provider().fault("{\"fault\":\"hang\",\"op\":\"list\",\"seconds\":60}");

        JsonNode problem = system.compareInVain();

        assertThat(problem.path("code").asString()).isEqualTo("service-unavailable");
        assertThat(problem.path("detail").asString()).contains("provider");
        system.provider().behave();
        assertThat(system.compare().path("lastRuns")).isNotEmpty();
    }

    @Test
    void theTotalsOfBothSidesAgree() {
        settled("pm_card_visa", "CONFIRMED");
        String cancelled = system.customer().place("pm_card_visa");
        system.customer().settled(cancelled);
        system.customer().cancel(cancelled);
        system.awaitNet(cancelled, 0);
        system.customer().settled(cancelled);

        JsonNode today = system.compare().path("totals").path(0);

        assertThat(today.path("currency").asString()).isEqualTo("GBP");
        assertThat(today.path("providerCaptured").asLong()).isGreaterThanOrEqualTo(2 * TOTAL);
        assertThat(today.path("ownCaptured").asLong()).isGreaterThanOrEqualTo(2 * TOTAL);
        assertThat(today.path("providerRefunded").asLong()).isGreaterThanOrEqualTo(TOTAL);

        JsonNode again = system.compare().path("totals").path(0);
        for (String sum : List.of("providerCaptured", "ownCaptured", "providerRefunded", "ownRefunded")) {
            assertThat(again.required(sum).asLong())
                    .as(sum + " after another comparison of the same day")
                    .isGreaterThanOrEqualTo(today.required(sum).asLong());
        }
    }

    private static String settled(String method, String status) {
        String location = system.customer().place(method);
        assertThat(system.customer().settled(location).path("status").asString())
                .isEqualTo(status);
        return StripeSystem.orderId(location);
    }

    /** A charge with our metadata that the system did not make, as by a bug or a second system. */
    private static String outsideTheSystem(String order, String method, String capture) {
        return system.provider()
                .post(
                        "payment_intents",
                        "amount=" + TOTAL + "&currency=gbp&confirm=true&payment_method=" + method + "&capture_method="
                                + capture + "&payment_method_types[]=card&metadata[orderId]=" + order
                                + "&metadata[attempt]=1&metadata[key]=another")
                .path("id")
                .asString();
    }

    private static JsonNode lastRun(JsonNode report) {
        JsonNode run = report.path("lastRuns").path(0);
        assertThat(run.path("provider").asString()).isEqualTo("stripe");
        return run;
    }

    private static List<String> open(JsonNode report) {
        List<String> references = new ArrayList<>();
        report.path("open")
                .forEach(finding -> references.add(finding.path("reference").asString()));
        return references;
    }
}

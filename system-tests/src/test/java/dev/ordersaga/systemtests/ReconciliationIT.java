package dev.ordersaga.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Our books beside the provider's, as an operator sees it: what somebody did at the provider behind our back. */
class ReconciliationIT {

    private static final long TOTAL = 1530;

    private static StripeSystem house;

    @BeforeAll
    static void open() {
        house = StripeSystem.shared();
    }

    @AfterEach
    void behave() {
        house.provider().behave();
    }

    @Test
    void moneyOfAnOrderThatEndedWithoutItIsGivenBack() {
        String order = settled("pm_card_chargeDeclined", "REJECTED");
        String orphan = behindOurBack(order, "pm_card_visa", "automatic");
        String reserved = behindOurBack(order, "pm_card_visa", "manual");
        assertThat(house.provider().net(order)).isEqualTo(TOTAL);

        JsonNode report = house.compare();

        assertThat(house.provider().net(order)).isZero();
        assertThat(house.provider()
                        .get("payment_intents/" + reserved)
                        .path("status")
                        .asString())
                .isEqualTo("canceled");
        assertThat(lastRun(report).path("unmatched").asInt()).isEqualTo(2);
        assertThat(open(report)).doesNotContain(orphan, reserved);
        assertThat(house.metric("reconciliation_unmatched_charges")).isGreaterThanOrEqualTo(2);

        assertThat(lastRun(house.compare()).path("unmatched").asInt()).isZero();
    }

    @Test
    void moneyThatSomebodyGaveBackByHandIsForAPerson() {
        String order = settled("pm_card_visa", "CONFIRMED");
        String intent = house.provider().intentOf(order);
        house.provider().post("refunds", "payment_intent=" + intent + "&amount=530");

        JsonNode report = house.compare();

        assertThat(open(report)).contains(intent);
        assertThat(house.metric("reconciliation_findings_open")).isPositive();
        assertThat(house.provider().net(order)).isEqualTo(1000);
        assertThat(house.operator().json("/operations/alerts").path("alerts")).anySatisfy(found -> {
            assertThat(found.path("kind").asString()).isEqualTo("finding");
            assertThat(found.path("subject").asString()).isEqualTo(order);
        });

        String path = "/operations/findings/" + intent + "/close";
        String because = "{\"reason\": \"given back by hand\"}";
        OperatorClient.json(house.operator().post(path, "close-" + intent, because));
        assertThat(open(house.compare())).as("closed for good").doesNotContain(intent);
        assertThat(house.operator().post(path, "again-" + intent, because).statusCode())
                .isEqualTo(404);

        house.provider().post("refunds", "payment_intent=" + intent + "&amount=100");
        assertThat(open(house.compare())).as("another difference").contains(intent);
    }

    @Test
    void aRefundThatCameBackUnheardIsLearned() {
        house.provider().fault("{\"fault\":\"webhook-never\"}");
        String location = house.customer().place("pm_card_refundFail");
        house.customer().settled(location);
        assertThat(house.customer().refund(location, "5.00").statusCode()).isEqualTo(202);
        house.awaitNet(location, TOTAL - 500);
        house.awaitNet(location, TOTAL);

        JsonNode report = house.compare();

        assertThat(lastRun(report).path("updated").asInt()).isPositive();
        house.awaitOrder(
                location,
                order -> order.path("payment").path("refundedTotal").asString().equals("0.00"));
    }

    @Test
    void bothBooksSumUpToTheSame() {
        settled("pm_card_visa", "CONFIRMED");
        String cancelled = house.customer().place("pm_card_visa");
        house.customer().settled(cancelled);
        house.customer().cancel(cancelled);
        house.awaitNet(cancelled, 0);
        house.customer().settled(cancelled);

        JsonNode today = house.compare().path("totals").path(0);

        assertThat(today.path("currency").asString()).isEqualTo("GBP");
        assertThat(today.path("providerCaptured").asLong()).isGreaterThanOrEqualTo(2 * TOTAL);
        assertThat(today.path("ownCaptured").asLong()).isGreaterThanOrEqualTo(2 * TOTAL);
        assertThat(today.path("providerRefunded").asLong()).isGreaterThanOrEqualTo(TOTAL);
    }

    private static String settled(String method, String status) {
        String location = house.customer().place(method);
        assertThat(house.customer().settled(location).path("status").asString()).isEqualTo(status);
        return StripeSystem.orderId(location);
    }

    /** What a bug, a second system or a person could have done: a charge with our notes that we never asked for. */
    private static String behindOurBack(String order, String method, String capture) {
        return house.provider()
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

package dev.ordersaga.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ordersaga.api.orderstate.OrderCase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import tools.jackson.databind.JsonNode;

/** Cases of the money, through HTTP: they are listed until they are solved, or closed by an operator with a reason. */
@ResourceLock("the shared Stripe simulator")
class OperatorCasesIT {

    private static StripeSystem system;

    @BeforeAll
    static void open() {
        system = StripeSystem.shared();
    }

    @AfterEach
    void behave() {
        system.provider().behave();
    }

    /** The authorization is gone at the provider, and its message was lost: the goods leave, and nothing is captured. */
    @Test
    void whatAFailedCaptureDidNotCollectIsCollectedWithAnotherMethod() {
        String location = system.customer().placeForShipment("pm_card_visa");
        system.customer().whenPaymentIs("AUTHORIZED", location);
        system.provider().fault("{\"fault\":\"webhook-never\"}");
        String order = StripeSystem.orderId(location);
        system.provider().post("payment_intents/" + system.provider().intentOf(order) + "/cancel", "");
        assertThat(system.customer().ship(location).statusCode()).isEqualTo(202);
        system.customer().whenPaymentIs("CAPTURE_FAILED", location);

        JsonNode alert = await("the case is listed")
                .atMost(Duration.ofSeconds(20))
                .until(() -> alert("capture-failed", order), Objects::nonNull);
        assertThat(alert.path("amount").asString()).isEqualTo("15.30 GBP");
        assertThat(alert.path("cause").asString()).contains("not collected");
        assertThat(OrderClient.json(system.customer().get("/orders?paymentStatus=CAPTURE_FAILED"))
                        .path("orders"))
                .anySatisfy(listed -> {
                    assertThat(listed.path("orderId").asString()).isEqualTo(order);
                    assertThat(listed.path("paymentStatus").asString()).isEqualTo("CAPTURE_FAILED");
                });

        assertThat(system.customer().payWith("pm_card_mastercard", location).statusCode())
                .isEqualTo(202);
        JsonNode collected = system.customer().whenPaymentIs("CAPTURED", location);
        assertThat(collected.path("status").asString()).isEqualTo("SHIPPED");
        assertThat(collected.path("payment").path("capturedTotal").asString()).isEqualTo("15.30");
        system.awaitNet(location, 1530);
        await().atMost(Duration.ofSeconds(20)).until(() -> alert("capture-failed", order) == null);
    }

    @Test
    void aFailedReleaseIsClosedByAnOperatorWithAReason() {
        String location = system.customer().place("pm_card_refundFail");
        system.customer().settled(location);
        system.customer().cancel(location);
        system.customer().whenPaymentIs("RELEASE_FAILED", location);
        String order = StripeSystem.orderId(location);
        JsonNode alert =
                await().atMost(Duration.ofSeconds(20)).until(() -> alert("release-failed", order), Objects::nonNull);

        assertThat(alert.path("cause").asString()).contains("could not be refunded (lost_or_stolen_card)");
        String path = "/operations/alerts/release-failed/close";
        String subject = alert.path("subject").asString();
        assertThat(system.operator()
                        .post(path, "close-1", "{\"subject\": \"" + subject + "\"}")
                        .statusCode())
                .as("without a reason")
                .isEqualTo(422);
        String body = "{\"subject\": \"" + subject + "\", \"reason\": \"paid by bank transfer, ticket 4711\"}";
        OperatorClient.json(system.operator().post(path, "close-2", body));
        assertThat(alert("release-failed", order)).isNull();
        assertThat(system.operator().post(path, "close-3", body).statusCode()).isEqualTo(404);
        assertThat(system.operator().json("/operations/actions?limit=5").path("actions"))
                .anySatisfy(action -> {
                    assertThat(action.path("name").asString()).isEqualTo("close-alert");
                    assertThat(action.path("target").asString()).isEqualTo("alert/release-failed/" + subject);
                    assertThat(action.path("reason").asString()).contains("ticket 4711");
                });
    }

    /** Every kind of case is in the operators' list, has an alert rule and an entry in the runbook. */
    @Test
    void everyKindIsListedHasARuleAndAnEntryInTheRunbook() throws IOException {
        Set<String> kinds = new TreeSet<>(
                system.operator().json("/operations/alerts").path("counts").propertyNames());

        assertThat(kinds).hasSize(17).contains("task", "reconciliation", "processor", "dead-letter", "rebuild", "hold");
        for (OrderCase.Kind kind : OrderCase.Kind.values()) {
            assertThat(kinds).contains(kind.path());
        }
        String rules = Files.readString(root().resolve("operations/prometheus/order-saga.rules.yml"));
        List<String> withMetricsOfTheirOwn = List.of("dead-letter", "payment-call", "hold", "database", "intake");
        String runbook = Files.readString(root().resolve("docs/operating.md"));
        for (String kind : kinds) {
            assertThat(withMetricsOfTheirOwn.contains(kind) || rules.contains("kind=\"" + kind + "\""))
                    .as("an alert rule for " + kind)
                    .isTrue();
            assertThat(runbook).as("an entry for " + kind).contains("| `" + kind + "` |");
        }
    }

    private static @Nullable JsonNode alert(String kind, String order) {
        return system.alert(kind, order);
    }

    private static Path root() {
        Path here = Path.of("").toAbsolutePath();
        return Files.exists(here.resolve("operations")) ? here : Objects.requireNonNull(here.getParent());
    }
}

package dev.ordersaga.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ordersaga.simulator.SimulatorOptions;
import dev.ordersaga.simulator.SimulatorServer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import tools.jackson.databind.JsonNode;

/**
 * The system is stopped while the customer pays at the bank, the provider's message finds no receiver, and the deadline has
 * passed when the system starts: the order is paid, and not rejected.
 */
@Isolated("the system has to stop before the deadline")
class PaidDuringAStopIT {

    private static final Duration ACTION_DEADLINE = Duration.ofSeconds(12);
    private static final long TOTAL = 1530;

    private final Path data = LocalSystem.newFolder();
    private final Path records = LocalSystem.newFolder();
    private final SimulatorServer server = SimulatorServer.start(new SimulatorOptions(records));
    private final SimulatorProcess provider = new SimulatorProcess(server.url());

    @AfterEach
    void close() {
        provider.close();
        server.close();
        LocalSystem.delete(records);
    }

    @Test
    void anOrderThatWasPaidDuringAStopIsConfirmed() {
        String location = placed();
        String order = StripeSystem.orderId(location);
        provider.control("POST", "orders/" + order + "/authentication", "{\"outcome\":\"succeed\"}");
        assertThat(provider.net(order)).as("paid during the stop").isEqualTo(TOTAL);
        Instant passed = Instant.now().plus(ACTION_DEADLINE);
        await("the deadline has passed")
                .atMost(ACTION_DEADLINE.multipliedBy(2))
                .until(() -> Instant.now().isAfter(passed));

        try (LocalSystem system = start();
                OrderClient customer = new OrderClient(system.url())) {
            JsonNode view = customer.settled(location);
            assertThat(view.path("status").asString()).isEqualTo("CONFIRMED");
            assertThat(view.path("payment").path("capturedTotal").asString()).isEqualTo("15.30");
        }
        assertThat(provider.net(order)).isEqualTo(TOTAL);
        assertThat(provider.ledger())
                .extracting(line -> line.path("op").asString())
                .contains("capture")
                .doesNotContain("refund", "void");
    }

    /** An order that waits for its customer at the bank when the system stops. */
    private String placed() {
        LocalSystem system = start();
        try (OrderClient customer = new OrderClient(system.url())) {
            String location = customer.place("pm_card_authenticationRequired");
            customer.whenPaymentIs("ACTION_REQUIRED", location);
            return location;
        } finally {
            system.stop();
        }
    }

    private LocalSystem start() {
        return LocalSystem.startOn(
                data,
                "--payment-handler.providers=stripe",
                "--payment-handler.stripe.api-base=" + server.url(),
                "--payment-handler.stripe.api-key=sk_test_stop",
                "--payment-handler.stripe.answer-timeout=2s",
                "--payment-handler.reconciliation.every=1h",
                "--order-command.payment.action-deadline=" + ACTION_DEADLINE.toSeconds() + "s",
                "--operations.port=0");
    }
}

package dev.ordersaga.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ordersaga.systemtests.FaultMatrixCase.Scenario;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/**
 * Provider fault × webhook fault × crash point × seed. The system is a process that crashes at a named point and
 * restarts; the simulator survives, and its ledger is the witness. The build runs one point with each fault once;
 * {@code -Dmatrix=full} runs all.
 */
class FaultMatrixIT {

    private static final long TOTAL = 1530;
    private static final List<String> POINTS = List.of(
            "never:never",
            "before:authorize",
            "after:authorize",
            "before:find",
            "after:find",
            "before:capture",
            "after:capture",
            "before:voidCharge",
            "after:voidCharge",
            "before:refund",
            "after:refund",
            "before:lookUp",
            "after:lookUp",
            "before:commit",
            "after:commit");

    @TempDir
    Path folder;

    static Stream<String> runs() {
        boolean isFull = System.getProperty("matrix", "").equals("full");
        List<String> points = isFull ? POINTS : List.of("after:authorize");
        List<Integer> seeds = isFull ? List.of(1, 2, 3) : List.of(1);
        String only = System.getProperty("matrix.only", "");
        return points.stream()
                .flatMap(point -> seeds.stream().map(seed -> point + "#" + seed))
                .filter(run -> run.contains(only));
    }

    @ParameterizedTest
    @MethodSource("runs")
    void theLedgerMatchesTheOrders(String run) throws Exception {
        String point = run.substring(0, run.indexOf('#'));
        long seed = Long.parseLong(run.substring(run.indexOf('#') + 1));
        boolean isThin = !System.getProperty("matrix", "").equals("full");
        List<FaultMatrixCase> cells = FaultMatrixCase.all(seed, isThin);
        int times = 1 + new Random(seed).nextInt(point.endsWith("commit") ? 60 : 6);

        try (FaultMatrixSystem system = FaultMatrixSystem.prepare(folder)) {
            cells.forEach(cell -> cell.rules().forEach(system.provider()::fault));
            system.start(point + ":" + times);
            runScenarios(system, cells);
            system.awaitHalt(Duration.ofSeconds(15));
            system.start("never:never:0");
            runScenarios(system, cells);

            for (FaultMatrixCase cell : cells) {
                check(system, cell);
            }
            await("no provider call has an unknown outcome")
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> system.metric("payment_calls_unknown") == 0);
            assertAtMostOneChargeEach(system.provider());
        }
    }

    /** As a client that may lose any response: repeats the same requests under the same ids. */
    private static void runScenarios(FaultMatrixSystem system, List<FaultMatrixCase> cells) {
        try {
            for (FaultMatrixCase cell : cells) {
                place(system.customer(), cell);
                if (cell.scenario().isCancelled()) {
                    system.customer().cancel(cell.location());
                }
            }
            cells.stream().filter(cell -> cell.scenario() == Scenario.SHIPPED).forEach(cell -> ship(system, cell));
            cells.stream().filter(cell -> cell.scenario().isByHand()).forEach(cell -> changeByHand(system, cell));
        } catch (UncheckedIOException e) {
            assertThat(system.isHalted())
                    .as("the system halted at its crash point: %s", e)
                    .isTrue();
        }
    }

    /** While the segments of the process that halted are not yet taken over, new orders may be refused. */
    private static void place(OrderClient customer, FaultMatrixCase cell) {
        await("the order is accepted").atMost(Duration.ofSeconds(60)).until(() -> {
            int status = customer.put(cell.location(), cell.body()).statusCode();
            assertThat(status).isIn(200, 202, 503);
            return status != 503;
        });
    }

    /** The change is made once; what follows is repeated like all requests. */
    private static void changeByHand(FaultMatrixSystem system, FaultMatrixCase cell) {
        JsonNode order = system.customer().settled(cell.location());
        if (!order.path("status").asString().equals("CONFIRMED")) {
            return;
        }
        String id = cell.orderId().toString();
        SimulatorProcess provider = system.provider();
        SimulatorProcess.Money money = provider.money().getOrDefault(id, SimulatorProcess.Money.NONE);
        String action = actionByHand(cell.scenario(), money);
        if (!action.isEmpty()) {
            String part = action.equals("refund") ? "{\"amount\":500}" : "{}";
            provider.control("POST", "dashboard/orders/" + id + "/" + action, part);
        }
        if (cell.scenario() == Scenario.CANCELED_BY_HAND) {
            ship(system, cell);
        } else {
            system.customer().cancel(cell.location());
        }
    }

    /** Empty if it was done before. */
    private static String actionByHand(Scenario scenario, SimulatorProcess.Money money) {
        return switch (scenario) {
            case REFUNDED_BY_HAND -> money.refunded() == 0 ? "refund" : "";
            case CAPTURED_BY_HAND -> money.captured() == 0 ? "capture" : "";
            case CANCELED_BY_HAND -> money.open() > 0 ? "cancel" : "";
            case CONFIRMED_ONLY, CANCELLED, SHIPPED, RESERVED_AND_CANCELLED ->
                throw new IllegalArgumentException("Nothing is changed by hand in " + scenario);
        };
    }

    private static void ship(FaultMatrixSystem system, FaultMatrixCase cell) {
        JsonNode order = system.customer().settled(cell.location());
        if (order.path("status").asString().equals("CONFIRMED")) {
            system.customer()
                    .post(cell.location() + "/shipment", "", cell.orderId().toString());
        }
    }

    private static void check(FaultMatrixSystem system, FaultMatrixCase cell) {
        JsonNode order = system.customer().settled(cell.location());
        String status = order.path("status").asString();
        assertThat(status).as("%s", cell).isIn(cell.possibleEnds());
        boolean isPaid = (status.equals("CONFIRMED") || status.equals("SHIPPED"))
                && cell.scenario() != Scenario.CANCELED_BY_HAND;
        SimulatorProcess.Money money =
                system.provider().money().getOrDefault(cell.orderId().toString(), SimulatorProcess.Money.NONE);
        assertThat(money.net()).as("money of %s, %s", cell, status).isEqualTo(isPaid ? TOTAL : keptAfterRefusal(order));
        assertThat(money.open()).as("reserved for %s, %s", cell, status).isZero();
    }

    /** A refund that is refused although the provider holds the money: the order shows it, as a case for an operator. */
    private static long keptAfterRefusal(JsonNode order) {
        JsonNode payment = order.path("payment");
        boolean isRefused = payment.path("status").asString().equals("RELEASE_FAILED");
        return isRefused ? minor(payment.path("capturedTotal")) - minor(payment.path("refundedTotal")) : 0;
    }

    private static long minor(JsonNode amount) {
        return new BigDecimal(amount.asString()).movePointRight(2).longValueExact();
    }

    private static void assertAtMostOneChargeEach(SimulatorProcess provider) {
        Map<String, List<String>> charges = provider.ledger().stream()
                .filter(line -> line.path("op").asString("").equals("capture"))
                .collect(Collectors.groupingBy(
                        line -> line.path("orderId").asString(""),
                        Collectors.mapping(line -> line.path("pspId").asString(""), Collectors.toList())));
        assertThat(charges.values()).allSatisfy(of -> assertThat(of).hasSize(1));
    }
}

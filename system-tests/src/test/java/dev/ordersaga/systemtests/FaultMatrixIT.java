package dev.ordersaga.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ordersaga.systemtests.FaultMatrixCase.Story;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
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
 * Provider fault × order of webhooks × crash point × seed. The house is a process that dies at a named point and starts
 * again; the provider lives on and keeps the ledger that has the last word. In the build one point is enough, with each
 * fault once; {@code -Dmatrix=full} takes all of it.
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
    void theMoneyIsRightInTheEnd(String run) throws Exception {
        String point = run.substring(0, run.indexOf('#'));
        long seed = Long.parseLong(run.substring(run.indexOf('#') + 1));
        boolean isThin = !System.getProperty("matrix", "").equals("full");
        List<FaultMatrixCase> cells = FaultMatrixCase.all(seed, isThin);
        int times = 1 + new Random(seed).nextInt(point.endsWith("commit") ? 60 : 6);

        try (FaultMatrixSystem house = FaultMatrixSystem.prepare(folder)) {
            cells.forEach(cell -> cell.rules().forEach(house.provider()::fault));
            house.start(point + ":" + times);
            tellStories(house, cells);
            house.awaitHalt(Duration.ofSeconds(15));
            house.start("never:never:0");
            tellStories(house, cells);

            for (FaultMatrixCase cell : cells) {
                check(house, cell);
            }
            await("no call is left without an answer")
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> house.metric("payment_calls_unknown") == 0);
            assertAtMostOneChargeEach(house.provider());
        }
    }

    /** As a client does that may lose every answer: the same requests under the same ids, again and again. */
    private static void tellStories(FaultMatrixSystem house, List<FaultMatrixCase> cells) {
        try {
            for (FaultMatrixCase cell : cells) {
                HttpResponse<String> placed = house.customer().put(cell.location(), cell.body());
                assertThat(placed.statusCode()).isIn(200, 202);
                if (cell.story().isCancelled()) {
                    house.customer().cancel(cell.location());
                }
            }
            cells.stream().filter(cell -> cell.story() == Story.SHIPPED).forEach(cell -> ship(house, cell));
        } catch (UncheckedIOException e) {
            assertThat(house.isHalted())
                    .as("the house died because it was told to: %s", e)
                    .isTrue();
        }
    }

    private static void ship(FaultMatrixSystem house, FaultMatrixCase cell) {
        JsonNode order = house.customer().settled(cell.location());
        if (order.path("status").asString().equals("CONFIRMED")) {
            house.customer()
                    .post(cell.location() + "/shipment", "", cell.orderId().toString());
        }
    }

    private static void check(FaultMatrixSystem house, FaultMatrixCase cell) {
        String status = house.customer().settled(cell.location()).path("status").asString();
        assertThat(status).as("%s", cell).isIn(cell.possibleEnds());
        boolean isPaid = status.equals("CONFIRMED") || status.equals("SHIPPED");
        SimulatorProcess.Money money =
                house.provider().money().getOrDefault(cell.orderId().toString(), SimulatorProcess.Money.NONE);
        assertThat(money.net()).as("money of %s, %s", cell, status).isEqualTo(isPaid ? TOTAL : 0);
        assertThat(money.open()).as("reserved for %s, %s", cell, status).isZero();
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

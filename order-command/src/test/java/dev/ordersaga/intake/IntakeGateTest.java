package dev.ordersaga.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersaga.intake.SimulatedQueue.Second;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The gate in front of a simulated queue, whose capacity (the knee) is known. */
class IntakeGateTest {

    private static final IntakeSettings SETTINGS =
            new IntakeSettings(true, Duration.ofSeconds(2), Duration.ofSeconds(10), 128, 32, Duration.ofMillis(250));
    private static final double TARGET = 2;
    private static final double KNEE = 250;

    @ParameterizedTest
    @ValueSource(doubles = {0.004, 0.1, 0.5, 0.9})
    void belowTheKneeNothingIsRefused(double load) {
        SimulatedQueue queue = new SimulatedQueue(SETTINGS, 1);
        List<Second> all = queue.run(300, load * KNEE, KNEE);

        assertThat(sum(all, true)).isEqualTo(sum(all, false));
        assertThat(queue.probability()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"1.5,1", "3,2", "3,3", "10,4"})
    void aboveTheKneeGoodputStaysAndTheDelayIsBounded(double load, long seed) {
        SimulatedQueue queue = new SimulatedQueue(SETTINGS, seed);
        List<Second> all = queue.run(120, load * KNEE, KNEE);

        double goodput = all.stream().mapToInt(Second::handled).sum() / 120.0;
        assertThat(goodput).as("goodput").isGreaterThan(0.95 * KNEE);
        assertThat(longestWait(all)).as("longest wait").isLessThan(8 * TARGET);
        assertThat(longestWait(all.subList(30, 120))).as("later").isLessThan(1.6 * TARGET);
    }

    @ParameterizedTest
    @ValueSource(doubles = {1.2, 3, 10, 30})
    void theAdmittedRateDoesNotOscillate(double load) {
        SimulatedQueue queue = new SimulatedQueue(SETTINGS, 7);
        List<Second> settled = queue.run(180, load * KNEE, KNEE).subList(60, 180);

        double mean = settled.stream().mapToInt(Second::admitted).average().orElseThrow();
        double variance = settled.stream()
                .mapToDouble(second -> Math.pow(second.admitted() - mean, 2))
                .average()
                .orElseThrow();
        // An on/off switch has a deviation as large as the mean; arrivals alone one of six percent.
        assertThat(Math.sqrt(variance) / mean).isLessThan(0.2);
        assertThat(settled).allSatisfy(second -> assertThat(second.handled()).isGreaterThan((int) (0.8 * KNEE)));
    }

    @ParameterizedTest
    @ValueSource(doubles = {3, 10, 30})
    void afterTheOverloadNothingIsRefusedWithinThirtySeconds(double load) {
        SimulatedQueue queue = new SimulatedQueue(SETTINGS, 3);
        queue.run(120, load * KNEE, KNEE);
        List<Second> after = queue.run(60, KNEE / 2, KNEE).subList(30, 60);

        assertThat(sum(after, true)).isEqualTo(sum(after, false));
        assertThat(longestWait(after)).isLessThan(0.2);
    }

    @Test
    void aFallOfTheCapacityIsFollowed() {
        SimulatedQueue queue = new SimulatedQueue(SETTINGS, 5);
        queue.run(60, KNEE * 0.8, KNEE);
        List<Second> slow = queue.run(120, KNEE * 0.8, KNEE / 4);
        List<Second> fast = queue.run(60, KNEE * 0.8, KNEE);

        assertThat(longestWait(slow)).isLessThan(SETTINGS.longestDelay().toSeconds());
        assertThat(slow.subList(60, 120))
                .allSatisfy(second -> assertThat(second.handled()).isGreaterThan(50));
        assertThat(sum(fast.subList(30, 60), true)).isEqualTo(sum(fast.subList(30, 60), false));
    }

    @Test
    void aPauseOfASecondRefusesNothing() {
        SimulatedQueue queue = new SimulatedQueue(SETTINGS, 6);
        queue.run(30, KNEE / 2, KNEE);
        List<Second> around = IntStream.range(0, 3)
                .mapToObj(i -> i == 0 ? queue.run(1, KNEE / 2, 0) : queue.run(1, KNEE / 2, KNEE))
                .flatMap(List::stream)
                .toList();

        assertThat(sum(around, true)).isGreaterThan((int) (0.9 * sum(around, false)));
    }

    @Test
    void aProcessorThatStandsStillClosesTheGateAndOpensItAgain() {
        SimulatedQueue queue = new SimulatedQueue(SETTINGS, 4);
        queue.run(30, KNEE / 2, KNEE);
        List<Second> still = queue.run(120, KNEE / 2, 0);
        List<Second> after = queue.run(60, KNEE / 2, KNEE);

        assertThat(sum(still.subList(15, 120), true)).as("admitted").isZero();
        assertThat(sum(after.subList(30, 60), true)).isEqualTo(sum(after.subList(30, 60), false));
    }

    /** From the first order on: no rate was ever measured. */
    @Test
    void aProcessorThatNeverStartsClosesTheGate() {
        SimulatedQueue queue = new SimulatedQueue(SETTINGS, 4);
        List<Second> still = queue.run(60, KNEE / 2, 0);

        assertThat(still.getFirst().admitted()).isEqualTo(still.getFirst().offered());
        assertThat(sum(still.subList(15, 60), true)).as("admitted").isZero();
        assertThat(queue.probability()).isEqualTo(1);
    }

    @Test
    void whatIsUnknownAtTheStartIsAcceptedForAsLongAsTheLongestDelay() {
        SimulatedQueue queue = new SimulatedQueue(SETTINGS, 8);
        queue.measurable(false);
        List<Second> all = queue.run(20, KNEE / 2, KNEE);

        assertThat(sum(all.subList(0, 9), true)).isEqualTo(sum(all.subList(0, 9), false));
        assertThat(sum(all.subList(11, 20), true)).isZero();
        assertThat(queue.ask()).contains(RefusalReason.UNKNOWN);
        assertThat(queue.delay()).isNaN();

        queue.measurable(true);
        List<Second> after = queue.run(3, KNEE / 2, KNEE);
        assertThat(sum(after.subList(1, 3), true)).isEqualTo(sum(after.subList(1, 3), false));
    }

    @Test
    void whatBecomesUnknownUnderOverloadIsNotTakenForZero() {
        SimulatedQueue queue = new SimulatedQueue(SETTINGS, 9);
        queue.run(60, 3 * KNEE, KNEE);
        queue.measurable(false);
        List<Second> blind = queue.run(9, 3 * KNEE, KNEE);

        assertThat(sum(blind, true)).isLessThan((int) (1.3 * 9 * KNEE));
        assertThat(sum(queue.run(5, 3 * KNEE, KNEE).subList(2, 5), true)).isZero();
    }

    @Test
    void afterAPauseOfTheClientsTheFirstOrderIsAccepted() {
        SimulatedQueue queue = new SimulatedQueue(SETTINGS, 10);
        queue.run(60, 10 * KNEE, KNEE);
        assertThat(queue.probability()).isGreaterThan(0.8);
        queue.passTime(Duration.ofSeconds(6));

        assertThat(queue.probability()).isZero();
        assertThat(queue.delay()).isNaN();
    }

    @Test
    void requestsThatWaitForAConnectionAreBounded() {
        int[] waiting = {127};
        var facts = new IntakeGate.Facts(Map::of, () -> waiting[0], () -> 0, () -> Duration.ZERO);
        IntakeGate gate = new IntakeGate(SETTINGS, facts, Runnable::run, () -> 0, () -> 0);

        assertThat(gate.refusal()).isEmpty();
        waiting[0]++;
        assertThat(gate.refusal()).contains(RefusalReason.CONNECTIONS);
    }

    @Test
    void theQueueOfTheBulkheadIsBounded() {
        int[] queued = {31};
        var facts = new IntakeGate.Facts(Map::of, () -> 0, () -> queued[0], () -> Duration.ZERO);
        IntakeGate gate = new IntakeGate(SETTINGS, facts, Runnable::run, () -> 0, () -> 0);

        assertThat(gate.refusal()).isEmpty();
        queued[0]++;
        assertThat(gate.refusal()).contains(RefusalReason.BULKHEAD);
    }

    @Test
    void theWaitForATransactionIsBounded() {
        Duration[] waited = {Duration.ofMillis(250)};
        var facts = new IntakeGate.Facts(Map::of, () -> 0, () -> 0, () -> waited[0]);
        IntakeGate gate = new IntakeGate(SETTINGS, facts, Runnable::run, () -> 0, () -> 0);

        assertThat(gate.refusal()).isEmpty();
        waited[0] = Duration.ofMillis(251);
        assertThat(gate.refusal()).contains(RefusalReason.TRANSACTION);
    }

    @Test
    void aDisabledGateMeasuresAndRefusesNothing() {
        var settings =
                new IntakeSettings(false, Duration.ofSeconds(2), Duration.ofSeconds(10), 1, 1, Duration.ofMillis(250));
        var facts = new IntakeGate.Facts(
                () -> {
                    throw new AssertionError("measured");
                },
                () -> 1000,
                () -> 1000,
                () -> Duration.ofHours(1));

        assertThat(new IntakeGate(settings, facts, Runnable::run, () -> 0, () -> 0).refusal())
                .isEmpty();
    }

    private static int sum(List<Second> seconds, boolean isAdmitted) {
        return seconds.stream()
                .mapToInt(second -> isAdmitted ? second.admitted() : second.offered())
                .sum();
    }

    private static double longestWait(List<Second> seconds) {
        return seconds.stream().mapToDouble(Second::longestWait).max().orElse(0);
    }
}

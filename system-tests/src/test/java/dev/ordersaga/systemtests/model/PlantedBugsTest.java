package dev.ordersaga.systemtests.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The model finds each planted bug within a small part of the schedules that the build runs. */
class PlantedBugsTest {

    private static final int SCHEDULES = 2_000;

    private final SilencedLogs logs = new SilencedLogs();

    @BeforeEach
    void silenceLogs() {
        logs.begin();
    }

    @AfterEach
    void restoreLogs() {
        logs.end();
    }

    @ParameterizedTest
    @EnumSource(PlantedBug.class)
    void isFound(PlantedBug bug) {
        ScheduleRunner runs = new ScheduleRunner(bug);
        assertThat(LongStream.range(0, SCHEDULES).anyMatch(seed -> runs.violationOf(seed) != null))
                .isTrue();
    }

    /** Not only some difference: the orders that these bugs reject are recognized. */
    @ParameterizedTest
    @CsvSource({
        "A_DEADLINE_REJECTS_WITHOUT_A_LOOK, who paid before the deadline is confirmed",
        "THE_DEADLINE_RUNS_BEFORE_THE_PROVIDER_IS_ASKED, no order is rejected for time before its provider was asked"
    })
    void isFoundForItsReason(PlantedBug bug, String invariant) {
        ScheduleRunner runs = new ScheduleRunner(bug);
        assertThat(LongStream.range(0, SCHEDULES)
                        .mapToObj(runs::violationOf)
                        .anyMatch(found -> found != null && found.invariant().equals(invariant)))
                .isTrue();
    }

    @Test
    void aFailureIsShrunkAndTraced() {
        ScheduleRunner runs = new ScheduleRunner(PlantedBug.A_FAILED_REFUND_STAYS_RESERVED);
        ScheduleRunner.Failure failure = LongStream.range(0, SCHEDULES)
                .mapToObj(runs::ofSeed)
                .flatMap(found -> found.stream())
                .findFirst()
                .orElseThrow();

        assertThat(failure.invariant()).isEqualTo("every order settles");
        assertThat(failure.trace()).contains("RefundRequested", "recovery");
        assertThat(failure.trace().lines().count()).isLessThan(120);
    }

    @Test
    void aSeedIsReproducible() {
        ScheduleRunner first = new ScheduleRunner(PlantedBug.CAPTURED_AFTER_THE_CANCELLATION);
        ScheduleRunner second = new ScheduleRunner(PlantedBug.CAPTURED_AFTER_THE_CANCELLATION);
        long seed = LongStream.range(0, SCHEDULES)
                .filter(one -> first.violationOf(one) != null)
                .findFirst()
                .orElseThrow();

        assertThat(second.ofSeed(seed).map(ScheduleRunner.Failure::trace))
                .isEqualTo(first.ofSeed(seed).map(ScheduleRunner.Failure::trace));
    }
}

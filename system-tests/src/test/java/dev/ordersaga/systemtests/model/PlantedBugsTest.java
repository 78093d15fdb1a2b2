package dev.ordersaga.systemtests.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The model is worth something only if it turns red: each planted bug is found in a small part of the build's schedules. */
class PlantedBugsTest {

    private static final int SCHEDULES = 2_000;

    private final SilencedLogs quiet = new SilencedLogs();

    @BeforeEach
    void beQuiet() {
        quiet.begin();
    }

    @AfterEach
    void beAsBefore() {
        quiet.end();
    }

    @ParameterizedTest
    @EnumSource(PlantedBug.class)
    void isFound(PlantedBug bug) {
        ScheduleRunner runs = new ScheduleRunner(bug);
        assertThat(LongStream.range(0, SCHEDULES).anyMatch(seed -> runs.brokenBy(seed) != null))
                .isTrue();
    }

    @Test
    void whatIsFoundIsMadeSmallAndTold() {
        ScheduleRunner runs = new ScheduleRunner(PlantedBug.A_FAILED_REFUND_STAYS_RESERVED);
        ScheduleRunner.Failure failure = LongStream.range(0, SCHEDULES)
                .mapToObj(runs::ofSeed)
                .flatMap(found -> found.stream())
                .findFirst()
                .orElseThrow();

        assertThat(failure.promise()).isEqualTo("every order comes to its end");
        assertThat(failure.story()).contains("RefundRequested", "healed");
        assertThat(failure.story().lines().count()).isLessThan(120);
    }

    @Test
    void aSeedTellsTheSameStoryEachTime() {
        ScheduleRunner first = new ScheduleRunner(PlantedBug.CAPTURED_AFTER_THE_CANCELLATION);
        ScheduleRunner second = new ScheduleRunner(PlantedBug.CAPTURED_AFTER_THE_CANCELLATION);
        long seed = LongStream.range(0, SCHEDULES)
                .filter(one -> first.brokenBy(one) != null)
                .findFirst()
                .orElseThrow();

        assertThat(second.ofSeed(seed).map(ScheduleRunner.Failure::story))
                .isEqualTo(first.ofSeed(seed).map(ScheduleRunner.Failure::story));
    }
}

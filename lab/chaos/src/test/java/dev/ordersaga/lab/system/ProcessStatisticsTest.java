package dev.ordersaga.lab.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tests of reading the kernel's counters. */
class ProcessStatisticsTest {

    /** User time 700 ticks, system time 50; ended children 300 and 20. */
    private static final String STAT =
            "4711 (postgres: io (w) 1) S 1 4711 4711 0 -1 4194560 1201 998 0 0 700 50 300 20 20 0 1 0 12345 1000 200";

    @Test
    void countsUserAndSystemTimeOfTheProcess() {
        assertThat(ProcessStatistics.cpuTime(STAT, false)).isEqualTo(Duration.ofMillis(7_500));
    }

    @Test
    void addsTheTimeOfEndedChildren() {
        assertThat(ProcessStatistics.cpuTime(STAT, true)).isEqualTo(Duration.ofMillis(10_700));
    }

    @Test
    void readsTheNamedAmountOfMemory() {
        List<String> status = List.of("Name:\tjava", "VmHWM:\t  524288 kB", "VmRSS:\t  350000 kB");
        assertThat(ProcessStatistics.kilobytes(status, "VmHWM:")).isEqualTo(524_288);
        assertThat(ProcessStatistics.kilobytes(status, "VmPeak:")).isZero();
    }
}

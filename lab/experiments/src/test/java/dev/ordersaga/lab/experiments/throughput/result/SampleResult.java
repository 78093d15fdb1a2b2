package dev.ordersaga.lab.experiments.throughput.result;

import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;

/** A small run with recognizable figures. */
final class SampleResult {

    static final double OURS_PER_SECOND = 1_514;
    private static final Counters PER_ORDER = new Counters(1.25, 5.5, 5_120, 0.4, 0.7, 0.3);

    private SampleResult() {}

    static ThroughputResult of(ContenderResult... contenders) {
        return new ThroughputResult(
                "Machine: 2 × a </script> processor",
                "c587a23",
                "2026-11-29T20:00:00Z",
                Map.of("seed", "1"),
                Latency.PERCENTILES,
                List.of(contenders));
    }

    static ContenderResult outbox() {
        return closed(Contender.OUTBOX, 0, round(1_082, 0));
    }

    static ContenderResult ours() {
        return new ContenderResult(
                Contender.OURS,
                0,
                List.of(round(400, 0)),
                List.of(round(1_400, 0), round(OURS_PER_SECOND, 0), round(1_600, 0)),
                new OpenLoopResult(
                        1_300,
                        List.of(step("step", 900)),
                        step("half of the knee", 650),
                        step("three times the knee", 3_900),
                        step("recovery", 650),
                        4));
    }

    static ContenderResult closed(Contender contender, long storedEvents, Round... rounds) {
        return new ContenderResult(contender, storedEvents, List.of(), List.of(rounds), null);
    }

    static Round round(double ordersPerSecond, long unsettled) {
        return new Round(
                20,
                ordersPerSecond,
                20_000,
                10,
                0,
                20_000 - unsettled,
                0,
                unsettled,
                latency(),
                PER_ORDER,
                340,
                List.of(new StatementShare("INSERT INTO a | b", 1, 0.1, 4_500)));
    }

    private static Step step(String name, double rate) {
        return new Step(
                name,
                rate,
                1_000,
                900,
                100,
                0,
                890,
                Map.of("PAYMENT_TIMED_OUT", 10L),
                rate * 0.97,
                0.5,
                true,
                latency(),
                latency(),
                latency(),
                latency(),
                latency(),
                List.of(new Second(0, 100, 90, 10, 0, 89, 12, 123.0), new Second(1, 100, 90, 10, 0, 89, 12, null)));
    }

    static Latency latency() {
        Histogram micros = new Histogram(3);
        for (int value = 1_000; value <= 100_000; value += 1_000) {
            micros.recordValue(value);
        }
        return Latency.of(micros);
    }
}

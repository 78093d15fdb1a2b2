package dev.ordersaga.lab.experiments.throughput.result;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Tests the arithmetic of counters and latencies. */
class CountersTest {

    @Test
    void dividesTheDifferenceByTheOrders() {
        Counters before = new Counters(100, 10, 1_000, 5, 50, 20);
        Counters after = new Counters(350, 1_110, 1_025_000, 105, 250, 120);
        Counters perOrder = after.minus(before).per(200);
        assertThat(perOrder).isEqualTo(new Counters(1.25, 5.5, 5_120, 0.5, 1, 0.5));
        assertThat(perOrder.cpuMillis()).isEqualTo(1.5);
    }

    @Test
    void readsPercentilesInMilliseconds() {
        Latency latency = SampleResult.latency();
        assertThat(latency.count()).isEqualTo(100);
        assertThat(latency.p50()).isBetween(49.0, 51.0);
        assertThat(latency.p99()).isBetween(98.0, 100.0);
        assertThat(latency.curve()).isSorted().hasSameSizeAs(Latency.PERCENTILES);
    }
}

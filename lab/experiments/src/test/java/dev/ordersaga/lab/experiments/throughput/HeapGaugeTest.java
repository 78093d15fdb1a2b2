package dev.ordersaga.lab.experiments.throughput;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Tests how the used heap is read from metrics. */
class HeapGaugeTest {

    @Test
    void addsAllAreasOfTheHeap() {
        assertThat(HeapGauge.usedHeap("""
                        # TYPE jvm_memory_used_bytes gauge
                        jvm_memory_used_bytes{area="heap",id="Eden Space"} 1048576.0
                        jvm_memory_used_bytes{area="heap",id="Tenured Gen"} 2.097152E7
                        jvm_memory_used_bytes{area="nonheap",id="Metaspace"} 9.0E7
                        """)).isEqualTo(22_020_096);
    }
}

package dev.ordersaga.lab.experiments.throughput;

import dev.ordersaga.lab.experiments.load.BlockingHttpClient;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the used heap of services from their metrics. */
final class HeapGauge {

    private static final String USED_HEAP = "jvm_memory_used_bytes{area=\"heap\"";
    private static final double MEGABYTE = 1_048_576;

    private final BlockingHttpClient http;
    private final List<String> managementUrls;

    HeapGauge(BlockingHttpClient http, List<String> managementUrls) {
        this.http = http;
        this.managementUrls = managementUrls;
    }

    /** In MB, of all services; null if one does not answer. */
    @Nullable
    Double megabytes() {
        double sum = 0;
        for (String url : managementUrls) {
            try {
                BlockingHttpClient.Response response = http.get(url + "/actuator/prometheus", null, null);
                if (response.status() != 200) {
                    return null;
                }
                sum += usedHeap(response.body());
            } catch (IOException e) {
                return null;
            }
        }
        return sum / MEGABYTE;
    }

    /** @param metrics in Prometheus' text format */
    static double usedHeap(String metrics) {
        return metrics.lines()
                .filter(line -> line.startsWith(USED_HEAP))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }
}

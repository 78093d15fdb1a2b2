package dev.ordersaga.lab.experiments.load;

import dev.ordersaga.lab.experiments.load.ClientResponse.Kind;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** A set of responses, with its statistics. */
public record Responses(List<ClientResponse> all) {

    /** Responses to requests sent in {@code [from, to)}, in milliseconds of {@link System#nanoTime}. */
    public Responses sentBetween(long from, long to) {
        return filter(response -> response.sentMillis() >= from && response.sentMillis() < to);
    }

    public Responses of(Kind kind) {
        return filter(response -> response.kind() == kind);
    }

    public long failed() {
        return all.stream().filter(response -> !response.isOk()).count();
    }

    /** Paths of the successful requests. */
    public List<String> okPaths() {
        return all.stream()
                .filter(ClientResponse::isOk)
                .map(ClientResponse::path)
                .toList();
    }

    /** Latency in microseconds; 0 without responses. */
    public long percentile(double percent) {
        List<Long> sorted = all.stream().map(ClientResponse::micros).sorted().toList();
        return sorted.isEmpty() ? 0 : sorted.get((int) Math.min(sorted.size() - 1, sorted.size() * percent / 100));
    }

    /** Numbers of responses by status, for example {@code 20 × 202, 1 × no response}. */
    public String statuses() {
        Map<String, Long> counts =
                all.stream().collect(Collectors.groupingBy(Responses::status, TreeMap::new, Collectors.counting()));
        return counts.entrySet().stream()
                .map(count -> count.getValue() + " × " + count.getKey())
                .collect(Collectors.joining(", "));
    }

    private static String status(ClientResponse response) {
        if (response.status() == 0) {
            return "no response";
        }
        return response.status() == 503 && !response.hasRetryAfter()
                ? "503 without Retry-After"
                : String.valueOf(response.status());
    }

    private Responses filter(Predicate<ClientResponse> condition) {
        return new Responses(all.stream().filter(condition).toList());
    }
}

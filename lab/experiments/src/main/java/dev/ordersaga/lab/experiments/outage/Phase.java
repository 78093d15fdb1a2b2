package dev.ordersaga.lab.experiments.outage;

import dev.ordersaga.lab.experiments.outage.Answer.Kind;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The answers to what was sent in one part of the run. */
record Phase(String name, List<Answer> answers) {

    static Phase between(String name, long from, long to, List<Answer> all) {
        return new Phase(
                name,
                all.stream()
                        .filter(answer -> answer.sentMillis() >= from && answer.sentMillis() < to)
                        .toList());
    }

    Phase of(Kind kind) {
        return new Phase(
                name + ", " + kind.name().toLowerCase(java.util.Locale.ROOT),
                answers.stream().filter(answer -> answer.kind() == kind).toList());
    }

    /** In microseconds; 0 if there are none. */
    long percentile(double percent) {
        List<Long> sorted = answers.stream().map(Answer::micros).sorted().toList();
        return sorted.isEmpty() ? 0 : sorted.get((int) Math.min(sorted.size() - 1, sorted.size() * percent / 100));
    }

    private String statuses() {
        Map<String, Long> counts =
                answers.stream().collect(Collectors.groupingBy(Phase::status, TreeMap::new, Collectors.counting()));
        return counts.entrySet().stream()
                .map(count -> count.getValue() + " × " + count.getKey())
                .collect(Collectors.joining(", "));
    }

    private static String status(Answer answer) {
        if (answer.status() == 0) {
            return "no answer";
        }
        return answer.status() == 503 && !answer.saysWhenToRetry()
                ? "503 without Retry-After"
                : String.valueOf(answer.status());
    }

    String line() {
        return "| %s | %s | %.1f ms | %.1f ms | %.1f ms |%n"
                .formatted(
                        name, statuses(), percentile(50) / 1000.0, percentile(99) / 1000.0, percentile(100) / 1000.0);
    }
}

package dev.ordersaga.lab.oracle;

import java.util.List;

/** Report of the violations of a run. */
public final class OracleReport {

    private static final int MAX_EXAMPLES = 5;

    private OracleReport() {}

    /** One line per promise, with the first violations of each. */
    public static String of(StoredRun run, List<Violation> violations) {
        StringBuilder text = new StringBuilder();
        text.append("%,d client operations, %,d events, %,d ledger lines, %,d orders read %,d times.%n%n"
                .formatted(
                        run.history().size(),
                        run.events().size(),
                        run.ledger().size(),
                        run.finalOrders().stream()
                                .map(FinalOrder::order)
                                .distinct()
                                .count(),
                        run.finalOrders().size()));
        for (Promise promise : Promise.values()) {
            List<Violation> breaches = violations.stream()
                    .filter(violation -> violation.promise() == promise)
                    .toList();
            text.append("%-4s %-5s %s%n"
                    .formatted(promise, breaches.isEmpty() ? "holds" : breaches.size() + " x", promise.text()));
            breaches.stream()
                    .limit(MAX_EXAMPLES)
                    .forEach(breach -> text.append("       ").append(breach).append(System.lineSeparator()));
        }
        return text.toString();
    }
}

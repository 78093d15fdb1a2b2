package dev.ordersaga.lab.oracle;

import java.util.List;

/** The verdict on a run in words. */
public final class OracleReport {

    private static final int SHOWN_OF_EACH = 5;

    private OracleReport() {}

    /** A line for each promise, with the first breaches of those that do not hold. */
    public static String of(StoredRun run, List<Violation> violations) {
        StringBuilder text = new StringBuilder();
        text.append("%,d client lines, %,d events, %,d ledger lines, %,d orders shown, looked at %,d times.%n%n"
                .formatted(
                        run.history().size(),
                        run.events().size(),
                        run.ledger().size(),
                        run.shown().stream()
                                .map(FinalOrderView::order)
                                .distinct()
                                .count(),
                        run.shown().size()));
        for (Promise promise : Promise.values()) {
            List<Violation> breaches = violations.stream()
                    .filter(violation -> violation.promise() == promise)
                    .toList();
            text.append("%-4s %-5s %s%n"
                    .formatted(promise, breaches.isEmpty() ? "holds" : breaches.size() + " x", promise.words()));
            breaches.stream()
                    .limit(SHOWN_OF_EACH)
                    .forEach(breach -> text.append("       ").append(breach).append(System.lineSeparator()));
        }
        return text.toString();
    }
}

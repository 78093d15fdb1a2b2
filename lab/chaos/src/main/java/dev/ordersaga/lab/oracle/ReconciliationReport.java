package dev.ordersaga.lab.oracle;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Sums of both sides by order status, and the differences. */
final class ReconciliationReport {

    private static final int ORDERS = 20;

    private ReconciliationReport() {}

    static String of(StoredRun run, List<Violation> violations) {
        IndexedRun indexed = new IndexedRun(run);
        Map<String, long[]> sums = new TreeMap<>();
        indexed.orders().values().forEach(order -> {
            long[] sum = sums.computeIfAbsent(order.status(), status -> new long[3]);
            sum[0]++;
            sum[1] += order.net();
            sum[2] += indexed.balance(order.id()).net();
        });
        StringBuilder text = new StringBuilder("%,d events, %,d ledger lines%n%n"
                .formatted(run.events().size(), run.ledger().size()));
        text.append("| status | orders | net amount by events | net amount at the provider |%n|---|---|---|---|%n"
                .formatted());
        sums.forEach(
                (status, sum) -> text.append("| %s | %,d | %,d | %,d |%n".formatted(status, sum[0], sum[1], sum[2])));
        text.append("%nIn minor units. %d violations of O4, O5, O7 and O10.%n".formatted(violations.size()));
        violations.stream()
                .limit(ORDERS)
                .forEach(violation -> text.append(violation).append(System.lineSeparator()));
        return text.toString();
    }
}

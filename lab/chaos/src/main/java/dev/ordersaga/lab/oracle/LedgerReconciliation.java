package dev.ordersaga.lab.oracle;

import dev.ordersaga.lab.system.DatabaseSession;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Reconciliation of the provider's ledger with the events of a running database. */
public final class LedgerReconciliation {

    private static final Set<Promise> PAYMENT_PROMISES = Set.of(Promise.O4, Promise.O5, Promise.O7, Promise.O10);

    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();
    private static final String EVENTS = "SELECT global_index, event_identifier, aggregate_identifier, sequence_number,"
            + " substring(payload_type from '[^.]*$'), convert_from(payload, 'UTF8')"
            + " FROM eventstore.domain_event_entry ORDER BY global_index";

    private LedgerReconciliation() {}

    /** All events of the database at {@code port} on loopback, by index. */
    public static List<StoredEvent> events(int port) throws SQLException {
        try (DatabaseSession database = new DatabaseSession(port)) {
            return database.query(
                    EVENTS,
                    row -> new StoredEvent(
                            row.getLong(1),
                            row.getString(2),
                            row.getString(3),
                            row.getLong(4),
                            row.getString(5),
                            JSON.readTree(row.getString(6))));
        }
    }

    /** All lines of stripe-simulator's {@code ledger.jsonl}. */
    public static List<ProviderLedgerEntry> ledger(Path file) throws IOException {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.map(line -> JSON.readValue(line, ProviderLedgerEntry.class))
                    .toList();
        }
    }

    /** Violations of the payment promises by the ledger and the events of a running system; empty if they agree. */
    public static List<Violation> violations(Path ledger, int port) throws IOException, SQLException {
        return violations(
                new StoredRun(List.of(), ledger(ledger), events(port), List.of(), List.of(), Set.of(), Set.of()));
    }

    static List<Violation> violations(StoredRun run) {
        return Oracle.judge(run).stream()
                .filter(violation -> PAYMENT_PROMISES.contains(violation.promise()))
                .toList();
    }
}

package dev.ordersaga.lab.oracle;

import dev.ordersaga.lab.system.Database;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The two books of the same money: the events of a running database, and the provider's ledger. */
public final class Reconciliation {

    private static final Set<Promise> OF_MONEY = Set.of(Promise.O4, Promise.O5, Promise.O7, Promise.O10);

    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();
    private static final String EVENTS = "SELECT global_index, event_identifier, aggregate_identifier, sequence_number,"
            + " substring(payload_type from '[^.]*$'), convert_from(payload, 'UTF8')"
            + " FROM eventstore.domain_event_entry ORDER BY global_index";

    private Reconciliation() {}

    /** All events of the database at {@code port} on loopback, by index. */
    public static List<StoredEvent> events(int port) throws SQLException {
        List<StoredEvent> events = new ArrayList<>();
        try (Connection connection = Database.connect(port);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(EVENTS)) {
            while (rows.next()) {
                events.add(new StoredEvent(
                        rows.getLong(1),
                        rows.getString(2),
                        rows.getString(3),
                        rows.getLong(4),
                        rows.getString(5),
                        JSON.readTree(rows.getString(6))));
            }
        }
        return events;
    }

    /** All lines of stripe-simulator's {@code ledger.jsonl}. */
    public static List<ProviderLedgerEntry> ledger(Path file) throws IOException {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.map(line -> JSON.readValue(line, ProviderLedgerEntry.class))
                    .toList();
        }
    }

    /** What is wrong with the money, as the ledger and the events of a running system tell; empty if they agree. */
    public static List<Violation> wrongs(Path ledger, int port) throws IOException, SQLException {
        return wrongs(new StoredRun(List.of(), ledger(ledger), events(port), List.of(), List.of(), Set.of()));
    }

    static List<Violation> wrongs(StoredRun run) {
        return Oracle.judge(run).stream()
                .filter(violation -> OF_MONEY.contains(violation.promise()))
                .toList();
    }
}

package dev.ordersaga.eventprocessing.completeness;

import dev.ordersaga.eventstore.reading.StoredEvents;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Audits that the events of each aggregate are numbered from 0 on, without gaps and without duplicates. */
public final class SequenceNumberAudit implements CompletenessAudit {

    private final JdbcClient jdbc;

    public SequenceNumberAudit(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public String name() {
        return "stored-events";
    }

    @Override
    public List<UnhandledEvent> unhandledEvents(long after, long upTo) {
        return jdbc.sql("""
                        SELECT changed.id, stored.position, stored.events, stored.numbers, stored.last
                        FROM (SELECT DISTINCT aggregate_identifier AS id FROM %1$s
                              WHERE global_index > ? AND global_index <= ?) changed
                        CROSS JOIN LATERAL (
                            SELECT count(*) AS events, count(DISTINCT sequence_number) AS numbers,
                                   min(sequence_number) AS first, max(sequence_number) AS last,
                                   min(global_index) AS position
                            FROM %1$s WHERE aggregate_identifier = changed.id) stored
                        WHERE stored.first <> 0 OR stored.numbers <> stored.last + 1
                           OR stored.events <> stored.numbers""".formatted(StoredEvents.TABLE))
                .params(after, upTo)
                .query((row, number) -> new UnhandledEvent(
                        row.getString("id"),
                        row.getLong("position"),
                        "%d events with %d numbers, the last one %d"
                                .formatted(row.getLong("events"), row.getLong("numbers"), row.getLong("last"))))
                .list();
    }

    /** Events that the store has lost cannot be delivered again. */
    @Override
    public List<String> aggregatesOf(String sequence) {
        return List.of();
    }
}

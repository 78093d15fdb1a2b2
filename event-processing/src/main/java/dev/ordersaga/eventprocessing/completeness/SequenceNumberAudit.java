package dev.ordersaga.eventprocessing.completeness;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Whether the events of each aggregate are numbered from 0 on without a hole and without a number that is there twice. */
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
    public List<UnhandledEvent> gaps(long after, long upTo) {
        return jdbc.sql("""
                        SELECT touched.id, held.position, held.events, held.numbers, held.last
                        FROM (SELECT DISTINCT aggregate_identifier AS id FROM eventstore.domain_event_entry
                              WHERE global_index > ? AND global_index <= ?) touched
                        CROSS JOIN LATERAL (
                            SELECT count(*) AS events, count(DISTINCT sequence_number) AS numbers,
                                   min(sequence_number) AS first, max(sequence_number) AS last,
                                   min(global_index) AS position
                            FROM eventstore.domain_event_entry WHERE aggregate_identifier = touched.id) held
                        WHERE held.first <> 0 OR held.numbers <> held.last + 1 OR held.events <> held.numbers""")
                .params(after, upTo)
                .query((row, number) -> new UnhandledEvent(
                        row.getString("id"),
                        row.getLong("position"),
                        "%d events with %d numbers, the last one %d"
                                .formatted(row.getLong("events"), row.getLong("numbers"), row.getLong("last"))))
                .list();
    }

    /** What the store has lost cannot be delivered. */
    @Override
    public List<String> streamsOf(String sequence) {
        return List.of();
    }
}

package dev.ordersaga.eventprocessing.completeness;

import dev.ordersaga.eventstore.reading.StoredEvents;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Finds events of aggregates that a processor has passed and that the rows of its view do not contain, by their version. */
public final class ViewVersions {

    private final JdbcClient jdbc;
    private final String processor;
    private final String type;
    private final String unhandled;

    /**
     * @param type type of the aggregates
     * @param view table with a row per aggregate and the column {@code version}: sequence number of its last event
     * @param id the view's column with the aggregate's id, a UUID
     */
    public ViewVersions(JdbcClient jdbc, String processor, String type, String view, String id) {
        this.jdbc = jdbc;
        this.processor = processor;
        this.type = type;
        this.unhandled = """
                SELECT e.aggregate_identifier AS id, min(e.global_index) AS position, max(v.version) AS version
                FROM %s e LEFT JOIN %s v ON v.%s = e.aggregate_identifier::uuid
                WHERE e.global_index > :after AND e.global_index <= :upTo AND e.type = :type
                  AND (v.version IS NULL OR v.version < e.sequence_number)
                  AND NOT EXISTS (SELECT FROM eventprocessing.dead_letter q
                                  WHERE q.processor = :processor AND q.event_id = e.event_identifier)
                GROUP BY e.aggregate_identifier""".formatted(StoredEvents.TABLE, view, id);
    }

    /** As {@link CompletenessAudit#unhandledEvents}. */
    public List<UnhandledEvent> unhandledEvents(long after, long upTo) {
        return jdbc.sql(unhandled)
                .param("after", after)
                .param("upTo", upTo)
                .param("type", type)
                .param("processor", processor)
                .query((row, number) -> new UnhandledEvent(
                        row.getString("id"), row.getLong("position"), missing(row.getString("version"))))
                .list();
    }

    private static String missing(@Nullable String version) {
        return version == null ? "it has no row" : "its row is at version " + version;
    }
}

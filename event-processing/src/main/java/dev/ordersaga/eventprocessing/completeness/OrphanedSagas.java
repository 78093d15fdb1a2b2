package dev.ordersaga.eventprocessing.completeness;

import dev.ordersaga.eventstore.reading.StoredEvents;
import java.util.Arrays;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Finds sagas that still exist although the event that ends them was passed: a saga ends in the transaction of that event,
 * unless a later event starts it again.
 */
public final class OrphanedSagas {

    private final JdbcClient jdbc;
    private final String processor;
    private final Turns turns;
    private final String unhandled;

    /**
     * The events at which sagas end and begin.
     *
     * @param ends stored names of the events that end a saga
     * @param begins stored names of the events that start a saga again
     */
    public record Turns(List<String> ends, List<String> begins) {

        public static Turns of(List<Class<?>> ends, Class<?>... begins) {
            return new Turns(
                    ends.stream().map(Class::getName).toList(),
                    Arrays.stream(begins).map(Class::getName).toList());
        }
    }

    /**
     * @param schema schema of the saga tables
     * @param key association key whose value is the aggregate's id
     */
    public OrphanedSagas(JdbcClient jdbc, String processor, String schema, String key, Turns turns) {
        this.jdbc = jdbc;
        this.processor = processor;
        this.turns = turns;
        this.unhandled = """
                SELECT e.aggregate_identifier AS id, e.global_index FROM %s e
                WHERE e.global_index > :after AND e.global_index <= :upTo AND e.payload_type IN (:ends)
                  AND EXISTS (SELECT FROM %s.association_value_entry a
                              WHERE a.association_value = e.aggregate_identifier AND a.association_key = '%s')
                  AND NOT EXISTS (SELECT FROM %s later
                                  WHERE later.aggregate_identifier = e.aggregate_identifier
                                    AND later.sequence_number > e.sequence_number AND later.payload_type IN (:begins))
                  AND NOT EXISTS (SELECT FROM eventprocessing.dead_letter_sequence q
                                  WHERE q.processor = :processor AND q.sequence = e.aggregate_identifier)""".formatted(StoredEvents.TABLE, schema, key, StoredEvents.TABLE);
    }

    /** As {@link CompletenessAudit#unhandledEvents}. */
    public List<UnhandledEvent> unhandledEvents(long after, long upTo) {
        return jdbc.sql(unhandled)
                .param("after", after)
                .param("upTo", upTo)
                .param("ends", turns.ends())
                .param("begins", turns.begins())
                .param("processor", processor)
                .query((row, number) ->
                        new UnhandledEvent(row.getString("id"), row.getLong("global_index"), "the saga did not end"))
                .list();
    }
}

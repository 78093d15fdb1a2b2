package dev.ordersaga.eventprocessing.completeness;

import java.util.Arrays;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Sagas that have missed the end of what they follow: a saga ends in the transaction that passes the end, unless something
 * began it anew.
 */
public final class OrphanedSagas {

    private final JdbcClient jdbc;
    private final String processor;
    private final Turns turns;
    private final String gaps;

    /**
     * When sagas end and begin.
     *
     * @param ends stored names of the events that end one
     * @param except JSON; an event that contains it ends none
     * @param begins stored names of the events that begin one anew
     */
    public record Turns(List<String> ends, String except, List<String> begins) {

        public static Turns of(List<Class<?>> ends, String except, Class<?>... begins) {
            return new Turns(
                    ends.stream().map(Class::getName).toList(),
                    except,
                    Arrays.stream(begins).map(Class::getName).toList());
        }
    }

    /**
     * @param schema that has the sagas
     * @param key by which they are associated with the aggregate's id
     */
    public OrphanedSagas(JdbcClient jdbc, String processor, String schema, String key, Turns turns) {
        this.jdbc = jdbc;
        this.processor = processor;
        this.turns = turns;
        this.gaps = """
                SELECT e.aggregate_identifier AS id, e.global_index FROM eventstore.domain_event_entry e
                WHERE e.global_index > :after AND e.global_index <= :upTo AND e.payload_type IN (:ends)
                  AND NOT convert_from(e.payload, 'UTF8')::jsonb @> :except::jsonb
                  AND EXISTS (SELECT FROM %s.association_value_entry a
                              WHERE a.association_value = e.aggregate_identifier AND a.association_key = '%s')
                  AND NOT EXISTS (SELECT FROM eventstore.domain_event_entry later
                                  WHERE later.aggregate_identifier = e.aggregate_identifier
                                    AND later.sequence_number > e.sequence_number AND later.payload_type IN (:begins))
                  AND NOT EXISTS (SELECT FROM eventprocessing.dead_letter_sequence q
                                  WHERE q.processor = :processor AND q.sequence = e.aggregate_identifier)""".formatted(schema, key);
    }

    /** As {@link CompletenessAudit#gaps}. */
    public List<UnhandledEvent> gaps(long after, long upTo) {
        return jdbc.sql(gaps)
                .param("after", after)
                .param("upTo", upTo)
                .param("ends", turns.ends())
                .param("except", turns.except())
                .param("begins", turns.begins())
                .param("processor", processor)
                .query((row, number) ->
                        new UnhandledEvent(row.getString("id"), row.getLong("global_index"), "the saga did not end"))
                .list();
    }
}

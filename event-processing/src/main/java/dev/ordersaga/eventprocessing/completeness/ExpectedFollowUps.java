package dev.ordersaga.eventprocessing.completeness;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** Facts of which a processor made nothing, by the events that should have followed. One statement for all of them. */
public final class ExpectedFollowUps {

    private static final String TOLD =
            "CASE jsonb_typeof(%1$s -> number) WHEN 'object' THEN %1$s -> number ->> 'number' ELSE %1$s ->> number END";
    private static final String BODY = "convert_from(%s.payload, 'UTF8')::jsonb";
    private static final String GAPS = """
            WITH rule AS (
                SELECT * FROM jsonb_to_recordset(:rules::jsonb) AS r (
                    fact text, stream text, number text, contains text, lacks text, traces jsonb, excuses jsonb)),
            fact AS MATERIALIZED (
                SELECT e.global_index, e.event_identifier, rule.*, %s AS body
                FROM eventstore.domain_event_entry e JOIN rule ON rule.fact = e.payload_type
                WHERE e.global_index > :after AND e.global_index <= :upTo)
            SELECT body ->> :sequence AS sequence, global_index, fact FROM fact
            WHERE body @> contains::jsonb AND (lacks IS NULL OR NOT body @> lacks::jsonb)
              AND NOT EXISTS (
                SELECT FROM eventstore.domain_event_entry t, LATERAL (SELECT %s AS trace) told
                WHERE t.aggregate_identifier = body ->> stream
                  AND (jsonb_exists(excuses, t.payload_type)
                       OR jsonb_exists(traces, t.payload_type) AND t.global_index > fact.global_index)
                  AND (number IS NULL OR coalesce(%s, body ->> number) = body ->> number))
              AND NOT EXISTS (
                SELECT FROM eventprocessing.dead_letter q
                WHERE q.processor = :processor AND q.event_id = fact.event_identifier)
            ORDER BY global_index
            """.formatted(BODY.formatted("e"), BODY.formatted("t"), TOLD.formatted("trace"));

    private final JdbcClient jdbc;
    private final String processor;
    private final String sequence;
    private final String rules;

    /** @param sequence field of each fact that names what it is part of */
    public ExpectedFollowUps(JdbcClient jdbc, String processor, String sequence, List<ExpectedFollowUp> rules) {
        this.jdbc = jdbc;
        this.processor = processor;
        this.sequence = sequence;
        this.rules = new JsonMapper().writeValueAsString(rules);
    }

    /** As {@link CompletenessAudit#gaps}. */
    public List<UnhandledEvent> gaps(long after, long upTo) {
        return jdbc.sql(GAPS)
                .param("rules", rules)
                .param("after", after)
                .param("upTo", upTo)
                .param("sequence", sequence)
                .param("processor", processor)
                .query((row, number) -> new UnhandledEvent(
                        row.getString("sequence"),
                        row.getLong("global_index"),
                        "nothing followed " + simpleName(row.getString("fact"))))
                .list();
    }

    private static String simpleName(String type) {
        return type.substring(type.lastIndexOf('.') + 1);
    }
}

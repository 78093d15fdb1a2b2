package dev.ordersaga.eventprocessing.completeness;

import dev.ordersaga.eventstore.reading.StoredEvents;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** Finds handled events without their {@link ExpectedFollowUp}, by one statement for all rules. */
public final class ExpectedFollowUps {

    private static final String NUMBER =
            "CASE jsonb_typeof(%1$s -> number) WHEN 'object' THEN %1$s -> number ->> 'number' ELSE %1$s ->> number END";
    private static final String BODY = "convert_from(%s.payload, 'UTF8')::jsonb";
    private static final String UNHANDLED = """
            WITH rule AS (
                SELECT * FROM jsonb_to_recordset(:rules::jsonb) AS r (
                    fact text, stream text, number text, contains text, lacks text, "followUps" jsonb, exemptions jsonb)),
            fact AS MATERIALIZED (
                SELECT e.global_index, e.event_identifier, rule.*, %s AS body
                FROM %s e JOIN rule ON rule.fact = e.payload_type
                WHERE e.global_index > :after AND e.global_index <= :upTo)
            SELECT body ->> :sequence AS sequence, global_index, fact FROM fact
            WHERE body @> contains::jsonb AND (lacks IS NULL OR NOT body @@ lacks::jsonpath)
              AND NOT EXISTS (
                SELECT FROM %s f, LATERAL (SELECT %s AS follow_up) follow_up_body
                WHERE f.aggregate_identifier = $STREAM
                  AND (jsonb_exists(exemptions, f.payload_type)
                       OR jsonb_exists("followUps", f.payload_type) AND f.global_index > fact.global_index)
                  AND (number IS NULL OR coalesce(%s, body ->> number) = body ->> number))
              AND NOT EXISTS (
                SELECT FROM eventprocessing.dead_letter q
                WHERE q.processor = :processor AND q.event_id = fact.event_identifier)
            ORDER BY global_index
            """.formatted(
                    BODY.formatted("e"),
                    StoredEvents.TABLE,
                    StoredEvents.TABLE,
                    BODY.formatted("f"),
                    NUMBER.formatted("follow_up"));

    private final JdbcClient jdbc;
    private final String processor;
    private final String sequence;
    private final String rules;
    private final String unhandled;

    /** @param sequence field of each event with the identifier of its sequence */
    public ExpectedFollowUps(JdbcClient jdbc, String processor, String sequence, List<ExpectedFollowUp> rules) {
        this(jdbc, processor, sequence, rules, "%s");
    }

    /** @param stream SQL expression of the id of the follow-up's stream, from that in the event's field ({@code %1$s}) */
    public ExpectedFollowUps(
            JdbcClient jdbc, String processor, String sequence, List<ExpectedFollowUp> rules, String stream) {
        this.unhandled = UNHANDLED.replace("$STREAM", stream.formatted("(body ->> stream)"));
        this.jdbc = jdbc;
        this.processor = processor;
        this.sequence = sequence;
        this.rules = new JsonMapper().writeValueAsString(rules);
    }

    /** As {@link CompletenessAudit#unhandledEvents}. */
    public List<UnhandledEvent> unhandledEvents(long after, long upTo) {
        return jdbc.sql(unhandled)
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

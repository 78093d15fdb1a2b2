package dev.ordersaga.eventprocessing.deadletter;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

/**
 * The dead letters of all processors of all services, and what operators can do with them. Changes are part of the running
 * transaction; the process that has claimed the segment acts on them within its poll interval.
 */
public class DeadLetterQueue {

    private static final String SAME = "processor = :processor AND sequence = :sequence";
    private static final String LAST_FAILURE =
            " LEFT JOIN LATERAL (SELECT error, message FROM eventprocessing.dead_letter_failure f"
                    + " WHERE f.processor = q.processor AND f.sequence = q.sequence"
                    + " ORDER BY number DESC LIMIT 1) last ON true";
    private static final String MATCHING = " WHERE (:processor::text IS NULL OR q.processor = :processor)"
            + " AND (:state::text IS NULL OR q.state = :state) AND (:sequence::text IS NULL OR q.sequence = :sequence)"
            + " AND (:error::text IS NULL OR strpos(last.error || ' ' || last.message, :error) > 0)";

    private final JdbcClient jdbc;
    private final DeadLetterTables tables;
    private final Clock clock;

    DeadLetterQueue(JdbcClient jdbc, DeadLetterTables tables, Clock clock) {
        this.jdbc = jdbc;
        this.tables = tables;
        this.clock = clock;
    }

    /** In the order of the time since which they have been waiting. */
    public List<DeadLetterSequence> list(DeadLetterSearch search, int offset, int limit) {
        return matching(
                        search,
                        "SELECT q.processor, q.sequence, q.state, q.attempts, q.since, q.due_at, last.error,"
                                + " last.message, (SELECT count(*) FROM eventprocessing.dead_letter e"
                                + " WHERE e.processor = q.processor"
                                + " AND e.sequence = q.sequence) AS events FROM eventprocessing.dead_letter_sequence q"
                                + LAST_FAILURE
                                + MATCHING
                                + " ORDER BY q.since, q.processor, q.sequence OFFSET :offset LIMIT :limit")
                .param("offset", offset)
                .param("limit", limit)
                .query((row, number) -> sequence(row))
                .list();
    }

    public Optional<DeadLetterSequence> find(SequenceKey key) {
        var search = new DeadLetterSearch(key.processor(), null, key.sequence(), null);
        return list(search, 0, Integer.MAX_VALUE).stream()
                .filter(found -> found.key().equals(key))
                .findFirst();
    }

    /** The dead letters of a sequence, in order. */
    public List<DeadLetter> events(SequenceKey key, int limit) {
        return tables.events(key, limit);
    }

    /** The failures of a sequence, oldest first. */
    public List<RecordedFailure> failures(SequenceKey key, int limit) {
        return of(
                        key,
                        "SELECT position, failed_at, error, message FROM eventprocessing.dead_letter_failure WHERE "
                                + SAME + " ORDER BY number LIMIT :limit")
                .param("limit", limit)
                .query((row, number) -> new RecordedFailure(
                        row.getLong("position"),
                        row.getObject("failed_at", OffsetDateTime.class).toInstant(),
                        row.getString("error"),
                        row.getString("message")))
                .list();
    }

    /**
     * Adds events that their processor has passed, handled or not, so that they are delivered again, due now.
     *
     * @param aggregates identifiers of the aggregates whose events are added
     * @param from index of the first event
     * @param upTo index of the last event that the processor has passed
     * @return how many were added that were not dead letters before
     */
    public int addForRedelivery(SequenceKey key, Collection<String> aggregates, long from, long upTo) {
        return tables.addFromStore(key, aggregates, from, upTo, clock.instant());
    }

    /** Makes a sequence due now and resets its attempts. @return false if it has no dead letters */
    public boolean retry(SequenceKey key) {
        return of(
                                key,
                                "UPDATE eventprocessing.dead_letter_sequence SET state = 'RETRYING', attempts = 0, due_at = :now WHERE "
                                        + SAME)
                        .param("now", now())
                        .update()
                == 1;
    }

    /**
     * Makes all matching sequences due, one after the other.
     *
     * @param perSecond how many become due per second
     * @param atMost maximum number of sequences; the others stay as they are
     * @return how many will be retried
     */
    public int retryAll(DeadLetterSearch search, int perSecond, int atMost) {
        return matching(
                        search,
                        "UPDATE eventprocessing.dead_letter_sequence AS known SET state = 'RETRYING', attempts = 0, due_at ="
                                + " :now::timestamptz + (n.place - 1) * interval '1 second' / :perSecond FROM"
                                + " (SELECT q.processor, q.sequence, row_number() OVER (ORDER BY q.since) AS place"
                                + " FROM eventprocessing.dead_letter_sequence q" + LAST_FAILURE + MATCHING
                                + " ORDER BY q.since LIMIT :atMost) n WHERE known.processor = n.processor"
                                + " AND known.sequence = n.sequence")
                .param("now", now())
                .param("perSecond", perSecond)
                .param("atMost", atMost)
                .update();
    }

    /** Stops the retries until an operator requests one. @return false if the sequence has no dead letters */
    public boolean park(SequenceKey key) {
        return of(key, "UPDATE eventprocessing.dead_letter_sequence SET state = 'PARKED', due_at = NULL WHERE " + SAME)
                        .update()
                == 1;
    }

    /**
     * Permanently discards the first dead letter of a sequence: its processor never handles it. The next one is due at once.
     *
     * @param position global index of the event to discard
     * @return the event; empty if another one is first, or if it is being retried at the moment
     */
    public Optional<DeadLetter> discard(SequenceKey key, long position) {
        Optional<DeadLetter> first = tables.first(key).filter(event -> event.position() == position);
        if (first.isEmpty() || !tables.lockUndue(first.get())) {
            return Optional.empty();
        }
        tables.remove(first.get(), clock.instant());
        tables.removeIfEmpty(key);
        return first;
    }

    /** Number of sequences with dead letters, by processor and state. */
    public Map<String, Map<DeadLetterState, Long>> counts() {
        Map<String, Map<DeadLetterState, Long>> counts = new HashMap<>();
        jdbc.sql(
                        "SELECT processor, state, count(*) FROM eventprocessing.dead_letter_sequence GROUP BY processor, state")
                .query((row, number) -> counts.computeIfAbsent(row.getString(1), name -> new HashMap<>())
                        .put(DeadLetterState.valueOf(row.getString(2)), row.getLong(3)))
                .list();
        return counts;
    }

    private StatementSpec matching(DeadLetterSearch search, String sql) {
        return jdbc.sql(sql)
                .param("processor", search.processor())
                .param("state", search.state() == null ? null : search.state().name())
                .param("sequence", search.sequence())
                .param("error", search.error());
    }

    private StatementSpec of(SequenceKey key, String sql) {
        return jdbc.sql(sql).param("processor", key.processor()).param("sequence", key.sequence());
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    private static DeadLetterSequence sequence(ResultSet row) throws SQLException {
        return new DeadLetterSequence(
                new SequenceKey(row.getString("processor"), row.getString("sequence")),
                DeadLetterState.valueOf(row.getString("state")),
                row.getInt("attempts"),
                row.getObject("since", OffsetDateTime.class).toInstant(),
                instant(row.getObject("due_at", OffsetDateTime.class)),
                row.getLong("events"),
                row.getString("error"),
                row.getString("message"));
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }
}

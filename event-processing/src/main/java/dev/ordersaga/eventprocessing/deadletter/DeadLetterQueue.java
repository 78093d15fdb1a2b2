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
 * What waits in quarantine, for all processors of all services, and what a person can do about it. Changes belong to the
 * running transaction; the process that has the segment acts on them within its poll interval.
 */
public class DeadLetterQueue {

    private static final String SAME = "processor = :processor AND segment = :segment AND sequence = :sequence";
    private static final String LAST_CAUSE =
            " LEFT JOIN LATERAL (SELECT error, message FROM eventprocessing.dead_letter_failure c"
                    + " WHERE c.processor = q.processor AND c.segment = q.segment AND c.sequence = q.sequence"
                    + " ORDER BY number DESC LIMIT 1) last ON true";
    private static final String WANTED = " WHERE (:processor::text IS NULL OR q.processor = :processor)"
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

    /** Those that have waited longest first. */
    public List<DeadLetterSequence> list(DeadLetterSearch search, int offset, int limit) {
        return wanted(
                        search,
                        "SELECT q.processor, q.segment, q.sequence, q.state, q.attempts, q.since, q.due_at, last.error,"
                                + " last.message, (SELECT count(*) FROM eventprocessing.dead_letter e"
                                + " WHERE e.processor = q.processor AND e.segment = q.segment"
                                + " AND e.sequence = q.sequence) AS events FROM eventprocessing.dead_letter_sequence q"
                                + LAST_CAUSE
                                + WANTED
                                + " ORDER BY q.since, q.processor, q.segment, q.sequence OFFSET :offset LIMIT :limit")
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

    /** The events that wait, in order. */
    public List<DeadLetter> events(SequenceKey key, int limit) {
        return tables.events(key, limit);
    }

    /** Why, oldest first. */
    public List<RecordedFailure> causes(SequenceKey key, int limit) {
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
     * Lets events wait that their processor has passed, due now, whether it has handled them or not.
     *
     * @param aggregates whose events they are
     * @param from index of the first one
     * @param upTo index of the last event that the processor has passed
     * @return how many now wait that did not before
     */
    public int admitAgain(SequenceKey key, Collection<String> aggregates, long from, long upTo) {
        return tables.admit(key, aggregates, from, upTo, clock.instant());
    }

    /** Makes it due now, with all its attempts. @return false if it is not in quarantine */
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
     * Makes all that are meant due, one after the other.
     *
     * @param perSecond how many become due in a second
     * @param atMost the most that are taken; the others stay as they are
     * @return how many became due
     */
    public int retryAll(DeadLetterSearch search, int perSecond, int atMost) {
        return wanted(
                        search,
                        "UPDATE eventprocessing.dead_letter_sequence AS known SET state = 'RETRYING', attempts = 0, due_at ="
                                + " :now::timestamptz + (n.place - 1) * interval '1 second' / :perSecond FROM"
                                + " (SELECT q.processor, q.segment, q.sequence, row_number() OVER (ORDER BY q.since) AS place"
                                + " FROM eventprocessing.dead_letter_sequence q" + LAST_CAUSE + WANTED
                                + " ORDER BY q.since LIMIT :atMost) n WHERE known.processor = n.processor"
                                + " AND known.segment = n.segment AND known.sequence = n.sequence")
                .param("now", now())
                .param("perSecond", perSecond)
                .param("atMost", atMost)
                .update();
    }

    /** No more retries until somebody asks for one. @return false if it is not in quarantine */
    public boolean park(SequenceKey key) {
        return of(key, "UPDATE eventprocessing.dead_letter_sequence SET state = 'PARKED', due_at = NULL WHERE " + SAME)
                        .update()
                == 1;
    }

    /**
     * Gives up the first event of a sequence, for ever: its processor never handles it. Those behind it are due at once.
     *
     * @param position of the event that is meant
     * @return the event; empty if another one is first, or if it is being tried right now
     */
    public Optional<DeadLetter> discard(SequenceKey key, long position) {
        Optional<DeadLetter> first = tables.first(key).filter(event -> event.position() == position);
        if (first.isEmpty() || !tables.lockUndue(first.get())) {
            return Optional.empty();
        }
        tables.remove(first.get(), clock.instant());
        tables.end(key);
        return first;
    }

    /** How many sequences wait, by processor and state. */
    public Map<String, Map<DeadLetterState, Long>> counts() {
        Map<String, Map<DeadLetterState, Long>> counts = new HashMap<>();
        jdbc.sql(
                        "SELECT processor, state, count(*) FROM eventprocessing.dead_letter_sequence GROUP BY processor, state")
                .query((row, number) -> counts.computeIfAbsent(row.getString(1), name -> new HashMap<>())
                        .put(DeadLetterState.valueOf(row.getString(2)), row.getLong(3)))
                .list();
        return counts;
    }

    private StatementSpec wanted(DeadLetterSearch search, String sql) {
        return jdbc.sql(sql)
                .param("processor", search.processor())
                .param("state", search.state() == null ? null : search.state().name())
                .param("sequence", search.sequence())
                .param("error", search.error());
    }

    private StatementSpec of(SequenceKey key, String sql) {
        return jdbc.sql(sql)
                .param("processor", key.processor())
                .param("segment", key.segment())
                .param("sequence", key.sequence());
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    private static DeadLetterSequence sequence(ResultSet row) throws SQLException {
        return new DeadLetterSequence(
                new SequenceKey(row.getString("processor"), row.getInt("segment"), row.getString("sequence")),
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

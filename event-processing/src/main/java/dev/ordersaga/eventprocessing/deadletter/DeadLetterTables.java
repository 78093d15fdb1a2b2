package dev.ordersaga.eventprocessing.deadletter;

import dev.ordersaga.eventstore.reading.StoredEvents;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.axonframework.eventhandling.Segment;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

/** The SQL statements of processors and retries on the dead letter tables. Changes are part of the running transaction. */
final class DeadLetterTables {

    private static final String SAME = "processor = :processor AND sequence = :sequence";
    private static final String EVENT = "processor, sequence, position, event_id, payload_type, aggregate_id,"
            + " sequence_number, happened_at, replayed";
    private static final String LOCK_FIRST = "SELECT position FROM eventprocessing.dead_letter WHERE " + SAME
            + " AND position = (SELECT min(position) FROM eventprocessing.dead_letter WHERE " + SAME + ")";

    private final JdbcClient jdbc;

    DeadLetterTables(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Set<String> sequences(String processor) {
        return Set.copyOf(
                jdbc.sql("SELECT sequence FROM eventprocessing.dead_letter_sequence WHERE processor = :processor")
                        .param("processor", processor)
                        .query(String.class)
                        .set());
    }

    /** Adds a sequence whose first event has failed, unless it exists. */
    void addSequence(SequenceKey key, Instant now, Instant dueAt) {
        of(
                        key,
                        "INSERT INTO eventprocessing.dead_letter_sequence AS known (processor, sequence, hash, state, attempts, since, due_at)"
                                + " VALUES (:processor, :sequence, :hash, 'RETRYING', 1, :now, :dueAt) ON CONFLICT DO NOTHING")
                .param("hash", key.hash())
                .param("now", utc(now))
                .param("dueAt", utc(dueAt))
                .update();
    }

    /**
     * Appends an event to the dead letters of its sequence.
     *
     * @return false if the sequence has no dead letters any more: then the event can be handled now. This and
     *     {@link #removeIfEmpty} wait for each other's lock
     */
    boolean append(DeadLetter event) {
        return of(
                                event.key(),
                                "INSERT INTO eventprocessing.dead_letter (" + EVENT + ")"
                                        + " SELECT processor, sequence, :position, :eventId, :type, :aggregateId,"
                                        + " :sequenceNumber, :happenedAt, :replayed FROM eventprocessing.dead_letter_sequence WHERE "
                                        + SAME
                                        + " FOR KEY SHARE")
                        .param("position", event.position())
                        .param("eventId", event.eventId())
                        .param("type", event.type())
                        .param("aggregateId", event.aggregateId())
                        .param("sequenceNumber", event.sequenceNumber())
                        .param("happenedAt", utc(event.happenedAt()))
                        .param("replayed", event.replayed())
                        .update()
                == 1;
    }

    /** Adds stored events to the dead letters of a sequence, which is due now, with its attempts reset. */
    int addFromStore(SequenceKey key, Collection<String> aggregates, long from, long upTo, Instant now) {
        of(
                        key,
                        "INSERT INTO eventprocessing.dead_letter_sequence (processor, sequence, hash, state, attempts, since, due_at)"
                                + " VALUES (:processor, :sequence, :hash, 'RETRYING', 0, :now, :now)"
                                + " ON CONFLICT (processor, sequence)"
                                + " DO UPDATE SET state = 'RETRYING', attempts = 0, due_at = :now")
                .param("hash", key.hash())
                .param("now", utc(now))
                .update();
        return of(
                        key,
                        "INSERT INTO eventprocessing.dead_letter (" + EVENT + ")"
                                + " SELECT :processor, :sequence, global_index, event_identifier, payload_type,"
                                + " aggregate_identifier, sequence_number, time_stamp::timestamptz, false"
                                + " FROM " + StoredEvents.TABLE + " WHERE aggregate_identifier IN (:aggregates)"
                                + " AND global_index BETWEEN :from AND :upTo ON CONFLICT DO NOTHING")
                .param("aggregates", aggregates)
                .param("from", from)
                .param("upTo", upTo)
                .update();
    }

    void addFailure(SequenceKey key, long position, Instant at, FailureCause cause) {
        of(
                        key,
                        "INSERT INTO eventprocessing.dead_letter_failure (processor, sequence, position, failed_at, error, message)"
                                + " SELECT processor, sequence, :position, :at, :error, :message FROM eventprocessing.dead_letter_sequence"
                                + " WHERE " + SAME)
                .param("position", position)
                .param("at", utc(at))
                .param("error", cause.error())
                .param("message", cause.message())
                .update();
    }

    /** The sequences with dead letters in these segments, by their next retry; those without one are last. */
    List<Waiting> waiting(String processor, Collection<Segment> segments, int atMost) {
        String isInAny = segments.stream()
                .map(segment -> "hash & " + segment.getMask() + " = " + segment.getSegmentId())
                .collect(Collectors.joining(" OR ", " AND (", ")"));
        return jdbc.sql("SELECT sequence, attempts, due_at FROM eventprocessing.dead_letter_sequence"
                        + " WHERE processor = :processor" + isInAny + " ORDER BY due_at NULLS LAST LIMIT :atMost")
                .param("processor", processor)
                .param("atMost", atMost)
                .query((row, number) -> new Waiting(
                        new SequenceKey(processor, row.getString("sequence")),
                        row.getInt("attempts"),
                        instant(row, "due_at")))
                .list();
    }

    Optional<DeadLetter> first(SequenceKey key) {
        return events(key, 1).stream().findFirst();
    }

    /** The dead letters of a sequence, in order. */
    List<DeadLetter> events(SequenceKey key, int limit) {
        return of(
                        key,
                        "SELECT " + EVENT + " FROM eventprocessing.dead_letter WHERE " + SAME
                                + " ORDER BY position LIMIT :limit")
                .param("limit", limit)
                .query((row, number) -> event(row))
                .list();
    }

    /** @return whether the event is still the first one of its sequence, due, and not locked by another transaction */
    boolean lock(DeadLetter event, Instant now) {
        return of(
                        event.key(),
                        LOCK_FIRST + " AND EXISTS (SELECT FROM eventprocessing.dead_letter_sequence WHERE " + SAME
                                + " AND due_at <= :now) FOR UPDATE SKIP LOCKED")
                .param("now", utc(now))
                .query((row, number) -> row.getLong(1))
                .list()
                .contains(event.position());
    }

    /** Like {@link #lock}, for an event that need not be due. */
    boolean lockUndue(DeadLetter event) {
        return of(event.key(), LOCK_FIRST + " FOR UPDATE SKIP LOCKED")
                .query((row, number) -> row.getLong(1))
                .list()
                .contains(event.position());
    }

    /** Removes a dead letter; the next one of its sequence is due at once, with its attempts reset. */
    void remove(DeadLetter event, Instant now) {
        of(event.key(), "DELETE FROM eventprocessing.dead_letter WHERE " + SAME + " AND position = :position")
                .param("position", event.position())
                .update();
        of(
                        event.key(),
                        "UPDATE eventprocessing.dead_letter_sequence SET state = 'RETRYING', attempts = 0, due_at = :now WHERE "
                                + SAME)
                .param("now", utc(now))
                .update();
    }

    /** Removes a sequence that has no dead letters any more. */
    boolean removeIfEmpty(SequenceKey key) {
        // Two statements: the second must see what was committed while the first waited for its lock.
        of(key, "SELECT state FROM eventprocessing.dead_letter_sequence WHERE " + SAME + " FOR UPDATE")
                .query(String.class)
                .list();
        return of(
                                key,
                                "DELETE FROM eventprocessing.dead_letter_sequence WHERE " + SAME
                                        + " AND NOT EXISTS (SELECT FROM eventprocessing.dead_letter WHERE " + SAME
                                        + ")")
                        .update()
                == 1;
    }

    /** @param dueAt time of the next retry; null if the retries are exhausted */
    void failedAgain(SequenceKey key, int attempts, @Nullable Instant dueAt) {
        of(
                        key,
                        "UPDATE eventprocessing.dead_letter_sequence SET attempts = :attempts, state = :state, due_at = :dueAt::timestamptz"
                                + " WHERE " + SAME + " AND state = 'RETRYING'")
                .param("attempts", attempts)
                .param("state", dueAt == null ? "DEAD" : "RETRYING")
                .param("dueAt", dueAt == null ? null : utc(dueAt))
                .update();
    }

    /** Removes all dead letters of a processor that is about to replay all events. */
    void removeAll(String processor) {
        for (String table : List.of("dead_letter", "dead_letter_sequence")) {
            jdbc.sql("DELETE FROM eventprocessing." + table + " WHERE processor = :processor")
                    .param("processor", processor)
                    .update();
        }
    }

    /**
     * A sequence with dead letters.
     *
     * @param attempts how often its first event has failed
     * @param at time of its next retry; null if none is scheduled
     */
    record Waiting(SequenceKey key, int attempts, @Nullable Instant at) {}

    private StatementSpec of(SequenceKey key, String sql) {
        return jdbc.sql(sql).param("processor", key.processor()).param("sequence", key.sequence());
    }

    private static DeadLetter event(ResultSet row) throws SQLException {
        return new DeadLetter(
                new SequenceKey(row.getString("processor"), row.getString("sequence")),
                row.getLong("position"),
                row.getString("event_id"),
                row.getString("payload_type"),
                row.getString("aggregate_id"),
                row.getLong("sequence_number"),
                row.getObject("happened_at", OffsetDateTime.class).toInstant(),
                row.getBoolean("replayed"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    private static OffsetDateTime utc(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }
}

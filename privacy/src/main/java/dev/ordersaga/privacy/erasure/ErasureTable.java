package dev.ordersaga.privacy.erasure;

import dev.ordersaga.eventstore.reading.StoredEvents;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;

/** Table of the erasures. Times are the database's. Everything belongs to the caller's transaction. */
final class ErasureTable {

    private static final String COLUMNS = "subject, state, requested_at, erased_at, done_at";

    /** No transaction of a service lasts longer ({@code transaction_timeout}). */
    private static final String LONGEST_TRANSACTION = "interval '30 seconds'";

    private final JdbcClient jdbc;

    ErasureTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Requests it, and again if the key exists although it was erased before, as in a restored backup. */
    void request(UUID subject) {
        jdbc.sql("""
                        INSERT INTO privacy.erasure AS known (subject, state, requested_at)
                        VALUES (?, 'REQUESTED', clock_timestamp())
                        ON CONFLICT (subject) DO UPDATE
                            SET state = 'REQUESTED', requested_at = excluded.requested_at, last_index = NULL,
                                erased_at = NULL, done_at = NULL
                          WHERE known.state <> 'REQUESTED'""").param(subject).update();
        jdbc.sql("DELETE FROM privacy.erasure_step WHERE subject = ?")
                .param(subject)
                .update();
        jdbc.sql("UPDATE privacy.subject_key SET erasing = true WHERE subject = ?")
                .param(subject)
                .update();
    }

    List<Erasure> newest(int limit) {
        return jdbc.sql("SELECT " + COLUMNS + " FROM privacy.erasure ORDER BY requested_at DESC, subject LIMIT ?")
                .param(limit)
                .query(ErasureTable::erasure)
                .list();
    }

    List<Erasure> unfinished(int limit) {
        return jdbc.sql("SELECT " + COLUMNS
                        + " FROM privacy.erasure WHERE state <> 'DONE' ORDER BY requested_at LIMIT ?")
                .param(limit)
                .query(ErasureTable::erasure)
                .list();
    }

    Optional<Erasure> find(UUID subject) {
        return jdbc.sql("SELECT " + COLUMNS + " FROM privacy.erasure WHERE subject = ?")
                .param(subject)
                .query(ErasureTable::erasure)
                .optional();
    }

    List<UUID> open() {
        return jdbc.sql("SELECT subject FROM privacy.erasure WHERE state <> 'DONE' ORDER BY requested_at")
                .query((row, number) -> row.getObject(1, UUID.class))
                .list();
    }

    /** Locks it until the transaction ends; empty while another process has it. */
    Optional<Erasure> lock(UUID subject) {
        return jdbc.sql("SELECT " + COLUMNS + " FROM privacy.erasure WHERE subject = ? FOR UPDATE SKIP LOCKED")
                .param(subject)
                .query(ErasureTable::erasure)
                .optional();
    }

    /** Whether this time is longer ago than the duration. */
    boolean hasPassed(Instant since, Duration duration) {
        return jdbc.sql("SELECT clock_timestamp() > ?::timestamptz + ? * interval '1 millisecond'")
                .params(Timestamp.from(since), duration.toMillis())
                .query(Boolean.class)
                .single();
    }

    /** Whether a transaction still runs that may have begun before this duration had passed. */
    boolean isAnyOlder(Instant since, Duration duration) {
        return jdbc.sql("SELECT EXISTS (SELECT FROM pg_stat_activity WHERE datname = current_database()"
                        + " AND pid <> pg_backend_pid() AND xact_start < ?::timestamptz + ? * interval '1 millisecond'"
                        + " AND xact_start > clock_timestamp() - " + LONGEST_TRANSACTION + ")")
                .params(Timestamp.from(since), duration.toMillis())
                .query(Boolean.class)
                .single();
    }

    /** The index that was stored for it; empty if none was. */
    OptionalLong lastIndex(UUID subject) {
        return jdbc
                .sql("SELECT last_index FROM privacy.erasure WHERE subject = ? AND last_index IS NOT NULL")
                .param(subject)
                .query(Long.class)
                .list()
                .stream()
                .mapToLong(Long::longValue)
                .findFirst();
    }

    /** Stores the index of the last event that is committed. */
    void setLastIndex(UUID subject) {
        jdbc.sql("UPDATE privacy.erasure SET last_index = (SELECT coalesce(max(global_index), 0) FROM "
                        + StoredEvents.TABLE + ") WHERE subject = ?")
                .param(subject)
                .update();
    }

    /** Deletes the key. */
    void erase(UUID subject) {
        jdbc.sql("DELETE FROM privacy.subject_key WHERE subject = ?")
                .param(subject)
                .update();
        jdbc.sql("UPDATE privacy.erasure SET state = 'ERASED', erased_at = clock_timestamp() WHERE subject = ?")
                .param(subject)
                .update();
    }

    void done(UUID subject) {
        jdbc.sql("UPDATE privacy.erasure SET state = 'DONE', done_at = clock_timestamp() WHERE subject = ?")
                .param(subject)
                .update();
    }

    void register(String participant) {
        jdbc.sql("INSERT INTO privacy.erasure_participant (name) VALUES (?) ON CONFLICT DO NOTHING")
                .param(participant)
                .update();
    }

    /** Participants that have not acted yet. */
    Set<String> outstanding(UUID subject) {
        return Set.copyOf(jdbc.sql("SELECT name FROM privacy.erasure_participant WHERE name NOT IN"
                        + " (SELECT participant FROM privacy.erasure_step WHERE subject = ?)")
                .param(subject)
                .query(String.class)
                .list());
    }

    void acted(UUID subject, String participant) {
        jdbc.sql("INSERT INTO privacy.erasure_step (subject, participant) VALUES (?, ?)")
                .params(subject, participant)
                .update();
    }

    /** Those of these subjects whose key exists. */
    List<UUID> withKey(Collection<UUID> subjects) {
        return jdbc.sql("SELECT subject FROM privacy.subject_key WHERE subject = ANY (?)")
                .param(new SqlArrayValue("uuid", subjects.toArray()))
                .query((row, number) -> row.getObject(1, UUID.class))
                .list();
    }

    private static Erasure erasure(ResultSet row, int number) throws SQLException {
        return new Erasure(
                row.getObject("subject", UUID.class),
                Erasure.State.valueOf(row.getString("state")),
                row.getTimestamp("requested_at").toInstant(),
                instant(row.getTimestamp("erased_at")),
                instant(row.getTimestamp("done_at")));
    }

    private static @Nullable Instant instant(@Nullable Timestamp time) {
        return time == null ? null : time.toInstant();
    }
}

package dev.ordersaga.idempotency;

import dev.ordersaga.http.problem.HttpProblem;
import dev.ordersaga.http.problem.ProblemException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Idempotency store: one row per executed request. Used in the request's transaction, except {@link #deleteOlderThan}. */
class IdempotencyStore {

    private final JdbcClient jdbc;
    private final Clock clock;

    IdempotencyStore(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Locks the key until the transaction ends; false if another transaction holds the lock. */
    boolean tryLock(IdempotencyScope request) {
        return jdbc.sql("SELECT pg_try_advisory_xact_lock(hashtextextended(?, 0))")
                .param(request.lockName())
                .query(Boolean.class)
                .single();
    }

    /**
     * The response stored for the key, if any.
     *
     * @throws ProblemException if the key was used for another request
     */
    Optional<StoredResponse> find(IdempotencyScope request) {
        record Row(String fingerprint, StoredResponse response) {}
        Optional<Row> row = jdbc.sql("""
                        SELECT fingerprint, status, location, body FROM ordercommand.stored_response
                         WHERE caller = ? AND route = ? AND idempotency_key = ?""")
                .params(request.caller(), request.route(), request.key())
                .query((rs, n) -> new Row(
                        rs.getString("fingerprint"),
                        new StoredResponse(rs.getInt("status"), rs.getString("location"), rs.getBytes("body"))))
                .optional();
        if (row.isPresent() && !row.get().fingerprint().equals(request.fingerprint())) {
            throw new ProblemException(
                    HttpProblem.IDEMPOTENCY_KEY_REUSED, "Use a new key for a new request; this key was used before.");
        }
        return row.map(Row::response);
    }

    void save(IdempotencyScope request, StoredResponse response) {
        jdbc.sql("""
                        INSERT INTO ordercommand.stored_response
                            (caller, route, idempotency_key, fingerprint, status, location, body, stored_at)
                        VALUES (?, ?, ?, ?, ?, ?, ?, ?)""")
                .params(request.caller(), request.route(), request.key(), request.fingerprint())
                .params(response.status(), response.location(), response.body(), Timestamp.from(clock.instant()))
                .update();
    }

    /** Deletes at most {@code limit} responses that are older than {@code age}; returns how many were deleted. */
    int deleteOlderThan(Duration age, int limit) {
        Instant oldest = clock.instant().minus(age);
        return jdbc.sql("""
                        DELETE FROM ordercommand.stored_response WHERE ctid = ANY (ARRAY(
                            SELECT ctid FROM ordercommand.stored_response WHERE stored_at < ? LIMIT ?))""").params(Timestamp.from(oldest), limit).update();
    }
}

package dev.ordersaga.idempotency;

import dev.ordersaga.http.problem.HttpProblem;
import dev.ordersaga.http.problem.ProblemException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The table of answers. All calls belong into the transaction of the request, but {@link #forgetOlderThan}. */
class IdempotencyStore {

    private final JdbcClient jdbc;
    private final Clock clock;

    IdempotencyStore(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Holds the key until the transaction ends; false if another transaction holds it now. */
    boolean lock(IdempotencyScope request) {
        return jdbc.sql("SELECT pg_try_advisory_xact_lock(hashtextextended(?, 0))")
                .param(request.lockName())
                .query(Boolean.class)
                .single();
    }

    /**
     * The answer that the key got before, if any.
     *
     * @throws ProblemException if it was given to another request
     */
    Optional<StoredResponse> find(IdempotencyScope request) {
        record Row(String fingerprint, StoredResponse answer) {}
        Optional<Row> row = jdbc.sql("""
                        SELECT fingerprint, status, location, body FROM ordercommand.answered_request
                         WHERE caller = ? AND route = ? AND idempotency_key = ?""")
                .params(request.caller(), request.route(), request.key())
                .query((rs, n) -> new Row(
                        rs.getString("fingerprint"),
                        new StoredResponse(rs.getInt("status"), rs.getString("location"), rs.getBytes("body"))))
                .optional();
        if (row.isPresent() && !row.get().fingerprint().equals(request.fingerprint())) {
            throw new ProblemException(
                    HttpProblem.IDEMPOTENCY_KEY_REUSED, "Use a new key for a new request; this one has its answer.");
        }
        return row.map(Row::answer);
    }

    void keep(IdempotencyScope request, StoredResponse answer) {
        jdbc.sql("""
                        INSERT INTO ordercommand.answered_request
                            (caller, route, idempotency_key, fingerprint, status, location, body, answered_at)
                        VALUES (?, ?, ?, ?, ?, ?, ?, ?)""")
                .params(request.caller(), request.route(), request.key(), request.fingerprint())
                .params(answer.status(), answer.location(), answer.body(), Timestamp.from(clock.instant()))
                .update();
    }

    /** Deletes at most {@code limit} expired answers and returns how many. */
    int forgetOlderThan(Duration age, int limit) {
        Instant oldest = clock.instant().minus(age);
        return jdbc.sql("""
                        DELETE FROM ordercommand.answered_request WHERE ctid = ANY (ARRAY(
                            SELECT ctid FROM ordercommand.answered_request WHERE answered_at < ? LIMIT ?))""").params(Timestamp.from(oldest), limit).update();
    }
}

package dev.ordersaga.idempotency;

import dev.ordersaga.api.order.CaptureFailed;
import dev.ordersaga.api.order.CaptureRequested;
import dev.ordersaga.api.order.CaptureSucceeded;
import dev.ordersaga.api.order.OrderCancelled;
import dev.ordersaga.api.order.OrderConfirmed;
import dev.ordersaga.api.order.OrderRejected;
import dev.ordersaga.api.order.OrderShipped;
import dev.ordersaga.api.order.PaymentAttemptDeclined;
import dev.ordersaga.api.order.PaymentMethodChosen;
import dev.ordersaga.api.order.PaymentReleased;
import dev.ordersaga.api.order.ReleaseFailed;
import dev.ordersaga.api.status.RejectionReason;
import dev.ordersaga.eventstore.reading.StoredEvents;
import dev.ordersaga.http.problem.HttpProblem;
import dev.ordersaga.http.problem.ProblemException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Idempotency store: one row per executed request. Used in the request's transaction, except {@link #deleteExpired}. */
class IdempotencyStore {

    private static final int BATCH = 5_000;

    /** Events after which a client can only ask for refunds. */
    private static final List<String> ENDS =
            List.of(OrderShipped.class.getName(), OrderRejected.class.getName(), OrderCancelled.class.getName());

    private static final String EXPIRED = """
            ctid = ANY (ARRAY(SELECT ctid FROM ordercommand.stored_response
                               WHERE expires_at < :now::timestamptz ORDER BY expires_at LIMIT :batch))""";

    /** Events after which money moves, or may still arrive, until an outcome is recorded. */
    private static final List<String> BEGINS =
            List.of(CaptureRequested.class.getName(), PaymentMethodChosen.class.getName());

    /** The same, of events of which only some do: JSON that these contain. */
    private static final List<String> BEGINS_IF =
            List.of("{\"paymentRequested\": true}", "{\"reason\": \"" + RejectionReason.PAYMENT_TIMED_OUT + "\"}");

    private static final List<String> OUTCOMES = Stream.of(
                    OrderConfirmed.class,
                    PaymentAttemptDeclined.class,
                    CaptureSucceeded.class,
                    CaptureFailed.class,
                    OrderRejected.class,
                    OrderCancelled.class,
                    PaymentReleased.class,
                    ReleaseFailed.class)
            .map(Class::getName)
            .toList();

    /** Not ended, or with a release or a capture under way: one that was begun and has no later outcome. */
    private static final String IS_OPEN = """
            (NOT EXISTS (SELECT FROM %1$s e
                          WHERE e.aggregate_identifier = substr(location, 9) AND e.payload_type IN (:ends))
             OR EXISTS (SELECT FROM %1$s e
                         WHERE e.aggregate_identifier = substr(location, 9)
                           AND (e.payload_type IN (:begins)
                                OR e.payload_type IN (:ends)
                                   AND convert_from(e.payload, 'UTF8')::jsonb @> ANY (ARRAY[:beginsIf]::jsonb[]))
                           AND NOT EXISTS (SELECT FROM %1$s later
                                            WHERE later.aggregate_identifier = e.aggregate_identifier
                                              AND later.sequence_number > e.sequence_number
                                              AND later.payload_type IN (:outcomes))))""".formatted(StoredEvents.TABLE);

    private static final String KEEP_OPEN = """
            UPDATE ordercommand.stored_response
               SET expires_at = :now::timestamptz + greatest(:now::timestamptz - stored_at, interval '1 day') WHERE %s AND %s""".formatted(EXPIRED, IS_OPEN);

    private static final String DELETE =
            "DELETE FROM ordercommand.stored_response WHERE %s AND NOT %s".formatted(EXPIRED, IS_OPEN);

    private final JdbcClient jdbc;
    private final Clock clock;
    private final Duration retention;

    /** @param retention how long a response is stored at least */
    IdempotencyStore(JdbcClient jdbc, Clock clock, Duration retention) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.retention = retention;
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
        Instant now = clock.instant();
        jdbc.sql("""
                        INSERT INTO ordercommand.stored_response
                            (caller, route, idempotency_key, fingerprint, status, location, body, stored_at, expires_at)
                        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)""")
                .params(request.caller(), request.route(), request.key(), request.fingerprint())
                .params(response.status(), response.location(), response.body())
                .params(Timestamp.from(now), Timestamp.from(now.plus(retention)))
                .update();
    }

    /**
     * Deletes expired responses, in batches of their own transactions, until none is left. The key of an open order stays:
     * a repeated request must never place a second one. It is looked at again after as long as it has been stored.
     */
    void deleteExpired() {
        int handled;
        do {
            handled = sql(KEEP_OPEN).update() + sql(DELETE).update();
        } while (handled >= BATCH);
    }

    private StatementSpec sql(String statement) {
        return jdbc.sql(statement)
                .param("now", Timestamp.from(clock.instant()))
                .param("batch", BATCH)
                .param("ends", ENDS)
                .param("begins", BEGINS)
                .param("beginsIf", BEGINS_IF)
                .param("outcomes", OUTCOMES);
    }
}

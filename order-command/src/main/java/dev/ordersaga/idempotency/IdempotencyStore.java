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
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.jdbc.support.SqlArrayValue;

/**
 * Idempotency store: one row per executed request. Used in the transaction of one or several requests, except
 * {@link #deleteExpired}.
 */
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

    /** Locks the keys until the transaction ends; returns those that no other transaction holds. */
    Set<IdempotencyScope> tryLock(Collection<IdempotencyScope> requests) {
        List<IdempotencyScope> all = List.copyOf(requests);
        List<Boolean> locked = List.copyOf(jdbc.sql("""
                        SELECT pg_try_advisory_xact_lock(hashtextextended(k.name, 0))
                          FROM unnest(?) WITH ORDINALITY AS k (name, place) ORDER BY k.place""")
                .param(texts(all, IdempotencyScope::lockName))
                .query(Boolean.class)
                .list());
        return IntStream.range(0, all.size())
                .filter(locked::get)
                .mapToObj(all::get)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** A stored response, and the request that it answers. */
    record Stored(String fingerprint, StoredResponse response) {

        /** @throws ProblemException if the key was used for another request */
        StoredResponse of(IdempotencyScope request) {
            if (fingerprint.equals(request.fingerprint())) {
                return response;
            }
            throw new ProblemException(
                    HttpProblem.IDEMPOTENCY_KEY_REUSED, "Use a new key for a new request; this key was used before.");
        }
    }

    /** The responses stored for these keys. */
    Map<IdempotencyScope, Stored> find(Collection<IdempotencyScope> requests) {
        List<IdempotencyScope> all = List.copyOf(requests);
        Map<IdempotencyScope, Stored> found = new HashMap<>();
        jdbc.sql("""
                        SELECT k.place, s.fingerprint, s.status, s.location, s.body
                          FROM unnest(?, ?, ?) WITH ORDINALITY AS k (caller, route, idempotency_key, place)
                          JOIN ordercommand.stored_response s USING (caller, route, idempotency_key)""")
                .params(
                        texts(all, IdempotencyScope::caller),
                        texts(all, IdempotencyScope::route),
                        texts(all, IdempotencyScope::key))
                .query(row -> {
                    var response =
                            new StoredResponse(row.getInt("status"), row.getString("location"), row.getBytes("body"));
                    found.put(all.get(row.getInt("place") - 1), new Stored(row.getString("fingerprint"), response));
                });
        return found;
    }

    void save(Map<IdempotencyScope, StoredResponse> responses) {
        List<IdempotencyScope> requests = List.copyOf(responses.keySet());
        List<StoredResponse> values = requests.stream().map(responses::get).toList();
        Instant now = clock.instant();
        jdbc.sql("""
                        INSERT INTO ordercommand.stored_response
                            (caller, route, idempotency_key, fingerprint, status, location, body, stored_at, expires_at)
                        SELECT n.*, ?::timestamptz, ?::timestamptz FROM unnest(?, ?, ?, ?, ?, ?, ?) AS n""")
                .params(Timestamp.from(now), Timestamp.from(now.plus(retention)))
                .param(texts(requests, IdempotencyScope::caller))
                .param(texts(requests, IdempotencyScope::route))
                .param(texts(requests, IdempotencyScope::key))
                .param(texts(requests, IdempotencyScope::fingerprint))
                .param(array("integer", values, StoredResponse::status))
                .param(array("text", values, StoredResponse::location))
                .param(bodies(values))
                .update();
    }

    /** The driver takes byte arrays only in an array of their type. */
    private static SqlArrayValue bodies(List<StoredResponse> responses) {
        return new SqlArrayValue(
                "bytea", (Object[]) responses.stream().map(StoredResponse::body).toArray(byte[][]::new));
    }

    private static SqlArrayValue texts(
            List<IdempotencyScope> requests, Function<IdempotencyScope, @Nullable Object> value) {
        return array("text", requests, value);
    }

    private static <T> SqlArrayValue array(String type, List<T> rows, Function<T, @Nullable Object> value) {
        return new SqlArrayValue(type, rows.stream().map(value).toArray());
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

package dev.ordersaga.idempotency;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.ordersaga.api.order.CaptureFailed;
import dev.ordersaga.api.order.CaptureRequested;
import dev.ordersaga.api.order.CaptureSucceeded;
import dev.ordersaga.api.order.OrderCancelled;
import dev.ordersaga.api.order.OrderConfirmed;
import dev.ordersaga.api.order.OrderPlaced;
import dev.ordersaga.api.order.OrderRejected;
import dev.ordersaga.api.order.OrderShipped;
import dev.ordersaga.api.order.PaymentMethodChosen;
import dev.ordersaga.api.order.PaymentReleaseRequested;
import dev.ordersaga.api.order.PaymentReleased;
import dev.ordersaga.api.order.ReleaseFailed;
import dev.ordersaga.eventstore.schema.SchemaMigration;
import dev.ordersaga.eventstore.testing.TestPostgres;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** What the clean-up of the idempotency store deletes, and what it keeps. */
class IdempotencyStoreIT {

    private static final Duration RETENTION = Duration.ofHours(72);
    private static final Instant START = Instant.parse("2026-11-20T10:00:00Z");
    private static final DriverManagerDataSource DATABASE =
            new DriverManagerDataSource(TestPostgres.newDatabase(), "postgres", "");
    private static final JdbcClient SQL = JdbcClient.create(DATABASE);

    private final AtomicReference<Instant> now = new AtomicReference<>(START);
    private final Clock clock = clock(now::get);
    private final IdempotencyStore store = new IdempotencyStore(SQL, clock, RETENTION);

    private static Clock clock(InstantSource source) {
        return source.withZone(ZoneOffset.UTC);
    }

    @BeforeAll
    static void migrate() throws Exception {
        SchemaMigration.of(DATABASE, "eventstore").afterPropertiesSet();
        SchemaMigration.of(DATABASE, "ordercommand").afterPropertiesSet();
    }

    @BeforeEach
    void clear() {
        SQL.sql("TRUNCATE ordercommand.stored_response").update();
    }

    @Test
    void theKeyOfAnEndedOrderIsForgottenAfterTheRetention() {
        UUID shipped = stored(OrderPlaced.class, OrderConfirmed.class, OrderShipped.class);
        UUID rejected = stored(OrderPlaced.class, OrderRejected.class);

        now.set(START.plus(RETENTION));
        store.deleteExpired();
        assertThat(isKnown(shipped)).isTrue();

        now.set(START.plus(RETENTION).plusSeconds(1));
        store.deleteExpired();
        assertThat(isKnown(shipped)).isFalse();
        assertThat(isKnown(rejected)).isFalse();
    }

    @Test
    void theKeyOfAnOpenOrderIsKeptUntilItHasEnded() {
        UUID waiting = stored(OrderPlaced.class);
        UUID releasing = stored(OrderPlaced.class);
        append(releasing, 1, OrderCancelled.class, "{\"paymentRequested\": true}");

        now.set(START.plus(Duration.ofDays(14)));
        store.deleteExpired();
        assertThat(isKnown(waiting)).isTrue();
        assertThat(isKnown(releasing)).isTrue();

        append(waiting, 1, OrderRejected.class, "{}");
        now.set(START.plus(Duration.ofDays(28)).plusSeconds(1));
        store.deleteExpired();
        assertThat(isKnown(waiting)).isFalse();
        assertThat(isKnown(releasing)).isTrue();

        append(releasing, 2, PaymentReleaseRequested.class, "{}");
        append(releasing, 3, PaymentReleased.class, "{}");
        now.set(START.plus(Duration.ofDays(57)));
        store.deleteExpired();
        assertThat(isKnown(releasing)).isFalse();
    }

    static List<Arguments> ended() {
        String timedOut = "{\"reason\": \"PAYMENT_TIMED_OUT\"}";
        String declined = "{\"reason\": \"PAYMENT_DECLINED\"}";
        return List.of(
                arguments(true, OrderRejected.class, timedOut, List.of()),
                arguments(true, OrderRejected.class, timedOut, List.of(PaymentReleaseRequested.class)),
                arguments(false, OrderRejected.class, timedOut, List.of(ReleaseFailed.class)),
                arguments(false, OrderRejected.class, declined, List.of()),
                arguments(false, OrderCancelled.class, "{\"paymentRequested\": false}", List.of()),
                arguments(false, OrderShipped.class, "{}", List.of()),
                arguments(true, OrderShipped.class, "{}", List.of(CaptureRequested.class)),
                arguments(false, OrderShipped.class, "{}", List.of(CaptureRequested.class, CaptureFailed.class)),
                arguments(true, OrderShipped.class, "{}", List.of(CaptureFailed.class, PaymentMethodChosen.class)),
                arguments(
                        false,
                        OrderShipped.class,
                        "{}",
                        List.of(CaptureFailed.class, PaymentMethodChosen.class, CaptureSucceeded.class)));
    }

    /** The events that follow the end decide whether money still moves. */
    @ParameterizedTest
    @MethodSource("ended")
    void theKeyOfAnEndedOrderIsKeptWhileMoneyMoves(boolean isKept, Class<?> end, String payload, List<Class<?>> later) {
        UUID order = stored(OrderPlaced.class);
        append(order, 1, end, payload);
        for (int i = 0; i < later.size(); i++) {
            append(order, 2 + i, later.get(i), "{}");
        }

        now.set(START.plus(RETENTION).plusSeconds(1));
        store.deleteExpired();
        assertThat(isKnown(order)).isEqualTo(isKept);
    }

    @Test
    void oneRunDeletesMoreThanABatch() {
        SQL.sql("""
                        INSERT INTO ordercommand.stored_response (caller, route, idempotency_key, fingerprint, status,
                            location, body, stored_at, expires_at)
                        SELECT 'c', 'r', n::text, '', 202, '/orders/' || :ended, '', :at::timestamptz, :at::timestamptz
                        FROM generate_series(1, 12000) n""")
                .param("ended", stored(OrderPlaced.class, OrderRejected.class).toString())
                .param("at", Timestamp.from(START))
                .update();

        now.set(START.plusSeconds(1));
        store.deleteExpired();

        assertThat(SQL.sql("SELECT count(*) FROM ordercommand.stored_response")
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
    }

    private UUID stored(Class<?>... events) {
        UUID order = UUID.randomUUID();
        for (int i = 0; i < events.length; i++) {
            append(order, i, events[i], "{}");
        }
        store.save(Map.of(scope(order), new StoredResponse(202, "/orders/" + order, "{}".getBytes(UTF_8))));
        return order;
    }

    private boolean isKnown(UUID order) {
        return store.find(List.of(scope(order))).containsKey(scope(order));
    }

    private static IdempotencyScope scope(UUID order) {
        return new IdempotencyScope("anonymous", "POST /orders", order.toString(), "0".repeat(64));
    }

    private static void append(UUID order, int sequence, Class<?> event, String payload) {
        SQL.sql("""
                        INSERT INTO eventstore.domain_event_entry (global_index, event_identifier, time_stamp, payload_type,
                            payload, type, aggregate_identifier, sequence_number)
                        VALUES (nextval('eventstore.domain_event_entry_seq'), gen_random_uuid()::text, '', ?, ?, 'Order', ?, ?)""")
                .params(event.getName(), payload.getBytes(UTF_8), order.toString(), sequence)
                .update();
    }
}

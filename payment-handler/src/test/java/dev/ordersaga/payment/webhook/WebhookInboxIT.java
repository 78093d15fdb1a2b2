package dev.ordersaga.payment.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersaga.eventstore.schema.SchemaMigration;
import dev.ordersaga.eventstore.testing.TestPostgres;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.axonframework.common.transaction.NoTransactionManager;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** What the clean-up of the inbox deletes, and what it keeps. */
class WebhookInboxIT {

    private static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");
    private static final Duration RETENTION = Duration.ofDays(30);
    private static final DriverManagerDataSource DATABASE =
            new DriverManagerDataSource(TestPostgres.newDatabase(), "postgres", "");
    private static final JdbcClient SQL = JdbcClient.create(DATABASE);

    @Test
    void oneRunDeletesMoreThanABatch() throws Exception {
        SchemaMigration.of(DATABASE, "eventstore").afterPropertiesSet();
        SchemaMigration.of(DATABASE, "paymenthandler").afterPropertiesSet();
        insert("old", 12_000, NOW.minus(RETENTION).minusMillis(1));
        insert("kept", 3, NOW.minus(RETENTION));

        new WebhookInbox(
                        SQL,
                        Clock.fixed(NOW, ZoneOffset.UTC),
                        NoTransactionManager.INSTANCE,
                        () -> {
                            throw new AssertionError("nothing is scheduled");
                        },
                        new SimpleMeterRegistry())
                .deleteOlderThan(RETENTION);

        assertThat(SQL.sql("SELECT message_id FROM paymenthandler.webhook_message")
                        .query(String.class)
                        .set())
                .containsExactlyInAnyOrder("kept-1", "kept-2", "kept-3");
    }

    private static void insert(String prefix, int count, Instant receivedAt) {
        SQL.sql("""
                        INSERT INTO paymenthandler.webhook_message (provider, message_id, type, reference, received_at)
                        SELECT 'stripe', :prefix || '-' || n, 'changed', 'pi_1', :at::timestamptz
                        FROM generate_series(1, :count) n""")
                .param("prefix", prefix)
                .param("count", count)
                .param("at", Timestamp.from(receivedAt))
                .update();
    }
}

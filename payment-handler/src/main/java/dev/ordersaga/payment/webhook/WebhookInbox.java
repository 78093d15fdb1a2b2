package dev.ordersaga.payment.webhook;

import com.github.kagkarlsson.scheduler.task.ScheduledTaskInstance;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import dev.ordersaga.eventprocessing.scheduling.ServiceScheduler;
import dev.ordersaga.payment.gateway.WebhookMessage;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;
import org.axonframework.common.transaction.TransactionManager;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Webhook inbox: deduplicates webhooks by provider and message id, and schedules their processing in one transaction.
 * The processing looks up the object's current state and records it, so that order and number of deliveries do not
 * matter.
 */
final class WebhookInbox {

    /** Stored with each message to process: part of the schema. */
    static final TaskDescriptor<WebhookTask> TASK = TaskDescriptor.of("webhook-message", WebhookTask.class);

    private static final int BATCH = 5_000;

    private final JdbcClient jdbc;
    private final Clock clock;
    private final TransactionManager transactions;
    private final Supplier<ServiceScheduler> scheduler;
    private final MeterRegistry meters;

    /** @param scheduler resolved with each message: the scheduler needs tasks of this package */
    WebhookInbox(
            JdbcClient jdbc,
            Clock clock,
            TransactionManager transactions,
            Supplier<ServiceScheduler> scheduler,
            MeterRegistry meters) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.transactions = transactions;
        this.scheduler = scheduler;
        this.meters = meters;
    }

    /** Stores the message durably before it returns; a duplicate changes nothing. */
    void receive(String provider, WebhookMessage message) {
        Instant now = clock.instant();
        boolean isNew = transactions.fetchInTransaction(() -> {
            boolean inserted = insert(provider, message, now);
            String reference = message.reference();
            if (inserted && reference != null) {
                var task = new WebhookTask(provider, message.type(), reference);
                scheduler.get().repository().createIfNotExists(scheduled(message.id(), task, now));
            }
            return inserted;
        });
        count(provider, isNew ? (message.reference() == null ? "ignored" : "accepted") : "duplicate");
        if (isNew) {
            scheduler.get().trigger();
        }
    }

    /** Counts a webhook without a valid signature or body. */
    void countInvalid(String provider) {
        count(provider, "invalid");
    }

    static ScheduledTaskInstance scheduled(String messageId, WebhookTask task, Instant now) {
        var instance = TASK.instance(task.provider() + "/" + messageId).data(task);
        return new ScheduledTaskInstance(instance.build(), now);
    }

    /**
     * Deletes the messages that are older than the longest time over which providers repeat one, in batches of their
     * own transactions.
     */
    void deleteOlderThan(Duration age) {
        int deleted;
        do {
            deleted = deleteBatch(clock.instant().minus(age));
        } while (deleted == BATCH);
    }

    private int deleteBatch(Instant before) {
        return jdbc.sql("""
                        DELETE FROM paymenthandler.webhook_message WHERE ctid = ANY (ARRAY(
                            SELECT ctid FROM paymenthandler.webhook_message WHERE received_at < ? LIMIT ?))""").params(Timestamp.from(before), BATCH).update();
    }

    private boolean insert(String provider, WebhookMessage message, Instant now) {
        return jdbc.sql("""
                        INSERT INTO paymenthandler.webhook_message (provider, message_id, type, reference, received_at)
                        VALUES (?, ?, ?, ?, ?) ON CONFLICT (provider, message_id) DO NOTHING""")
                        .param(provider)
                        .param(message.id())
                        .param(message.type())
                        .param(message.reference())
                        .param(Timestamp.from(now))
                        .update()
                == 1;
    }

    private void count(String provider, String result) {
        meters.counter("payment.webhooks", "provider", provider, "result", result)
                .increment();
    }
}

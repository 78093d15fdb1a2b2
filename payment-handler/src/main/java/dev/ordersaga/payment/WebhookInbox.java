package dev.ordersaga.payment;

import com.github.kagkarlsson.scheduler.task.FailureHandler.ExponentialBackoffFailureHandler;
import com.github.kagkarlsson.scheduler.task.FailureHandler.MaxRetriesFailureHandler;
import com.github.kagkarlsson.scheduler.task.ScheduledTaskInstance;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import dev.ordersaga.eventprocessing.scheduling.ServiceScheduler;
import dev.ordersaga.payment.gateway.ProviderRecords;
import dev.ordersaga.payment.gateway.WebhookMessage;
import dev.ordersaga.payment.web.WebhookReceiver;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;
import org.axonframework.common.transaction.TransactionManager;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Messages of providers: each is stored once, with the task that follows it up. The task looks up what the message is
 * about, and records what it finds; in what order messages come, and how often, makes no difference.
 */
final class WebhookInbox implements WebhookReceiver {

    /** Stored with each follow-up, hence schema. */
    static final TaskDescriptor<WebhookTask> TASK = TaskDescriptor.of("provider-notice", WebhookTask.class);

    /** An hour all in all. Then reconciliation finds what was not found here. */
    private static final int RETRIES = 20;

    private static final double GROWTH = 1.5;

    private final JdbcClient jdbc;
    private final Clock clock;
    private final TransactionManager transactions;
    private final Supplier<ServiceScheduler> tasks;
    private final PaymentMetrics metrics;

    /** @param tasks asked for with each message: it knows the task that follows messages up */
    WebhookInbox(
            JdbcClient jdbc,
            Clock clock,
            TransactionManager transactions,
            Supplier<ServiceScheduler> tasks,
            PaymentMetrics metrics) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.transactions = transactions;
        this.tasks = tasks;
        this.metrics = metrics;
    }

    @Override
    public void keep(WebhookMessage notice) {
        Instant now = clock.instant();
        boolean isNew = transactions.fetchInTransaction(() -> {
            boolean first = insert(notice, now);
            String reference = notice.reference();
            if (first && reference != null) {
                var followUp = TASK.instance(notice.id()).data(new WebhookTask(notice.type(), reference));
                tasks.get().repository().createIfNotExists(new ScheduledTaskInstance(followUp.build(), now));
            }
            return first;
        });
        metrics.noticed(isNew ? (notice.reference() == null ? "ignored" : "kept") : "known");
        if (isNew) {
            tasks.get().trigger();
        }
    }

    @Override
    public void refuse() {
        metrics.noticed("refused");
    }

    static Task<WebhookTask> followUp(ProviderRecords provider, OutcomeRecorder discoveries) {
        return Tasks.oneTime(TASK)
                .onFailure(new MaxRetriesFailureHandler<>(
                        RETRIES, new ExponentialBackoffFailureHandler<>(Duration.ofSeconds(1), GROWTH)))
                .execute((instance, context) ->
                        provider.lookUp(instance.getData().reference()).ifPresent(discoveries::record));
    }

    /** Deletes at most {@code limit} messages that are older; a provider repeats one for days, so keep them longer. */
    int forgetOlderThan(Duration age, int limit) {
        return jdbc.sql("""
                        DELETE FROM paymenthandler.provider_notice WHERE ctid = ANY (ARRAY(
                            SELECT ctid FROM paymenthandler.provider_notice WHERE received_at < ? LIMIT ?))""")
                .params(Timestamp.from(clock.instant().minus(age)), limit)
                .update();
    }

    private boolean insert(WebhookMessage notice, Instant now) {
        return jdbc.sql("""
                        INSERT INTO paymenthandler.provider_notice (notice_id, type, reference, received_at)
                        VALUES (?, ?, ?, ?) ON CONFLICT (notice_id) DO NOTHING""")
                        .param(notice.id())
                        .param(notice.type())
                        .param(notice.reference())
                        .param(Timestamp.from(now))
                        .update()
                == 1;
    }
}

package dev.ordersaga.payment.webhook;

import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import dev.ordersaga.eventprocessing.scheduling.ServiceScheduler;
import dev.ordersaga.http.log.RateLimitedLog;
import dev.ordersaga.payment.execution.OutcomeRecorder;
import dev.ordersaga.payment.execution.PaymentExecutionConfiguration;
import dev.ordersaga.payment.gateway.PaymentProviders;
import dev.ordersaga.payment.reconciliation.WebhookFindings;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import org.axonframework.common.transaction.TransactionManager;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Route, inbox and processing of the providers' webhooks. */
@Configuration(proxyBeanMethods = false)
public class WebhookConfiguration {

    /** Longer than providers repeat a message. */
    private static final Duration RETENTION = Duration.ofDays(30);

    @Bean
    WebhookInbox webhookInbox(
            JdbcClient jdbc,
            Clock clock,
            TransactionManager transactions,
            @Qualifier(PaymentExecutionConfiguration.SCHEDULER) ObjectProvider<ServiceScheduler> scheduler,
            MeterRegistry meters) {
        return new WebhookInbox(jdbc, clock, transactions, scheduler::getObject, meters);
    }

    @Bean
    WebhookController webhookController(PaymentProviders providers, WebhookInbox inbox) {
        RateLimitedLog rejected =
                new RateLimitedLog(LoggerFactory.getLogger(WebhookController.class), System::nanoTime);
        return new WebhookController(providers, inbox, rejected);
    }

    @Bean
    @Qualifier(PaymentExecutionConfiguration.TASK)
    Task<WebhookTask> webhookTask(PaymentProviders providers, OutcomeRecorder recorder, WebhookFindings findings) {
        return WebhookFollowUp.of(providers, recorder, findings).asTask();
    }

    @Bean
    @Qualifier(PaymentExecutionConfiguration.TASK)
    RecurringTask<Void> webhookCleanupTask(WebhookInbox inbox) {
        return Tasks.recurring("delete-old-webhook-messages", FixedDelay.of(Duration.ofHours(1)))
                .execute((task, context) -> inbox.deleteOlderThan(RETENTION));
    }
}

package dev.ordersaga.payment;

import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import dev.ordersaga.eventprocessing.scheduling.ServiceScheduler;
import dev.ordersaga.payment.gateway.ProviderRecords;
import dev.ordersaga.payment.gateway.circuitbreaker.ProviderCircuitBreaker;
import dev.ordersaga.payment.web.StripeWebhookConfiguration;
import java.time.Clock;
import java.time.Duration;
import org.axonframework.common.transaction.TransactionManager;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What is learned from a provider without having asked: there is none with the simulated one, which has no records. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(name = "payment-handler.gateway", havingValue = "stripe")
@Import(StripeWebhookConfiguration.class)
class WebhookConfiguration {

    private static final Duration KEEP_NOTICES = Duration.ofDays(30);
    private static final int FORGET_AT_A_TIME = 10_000;

    @Bean
    OutcomeRecorder discoveries(
            PaymentCommands payments, ProviderCalls calls, TransactionManager transactions, PaymentMetrics metrics) {
        return new OutcomeRecorder(payments, calls, transactions, metrics);
    }

    @Bean
    WebhookInbox keptNotices(
            JdbcClient jdbc,
            Clock clock,
            TransactionManager transactions,
            @Qualifier("paymentTasks") ObjectProvider<ServiceScheduler> tasks,
            PaymentMetrics metrics) {
        return new WebhookInbox(jdbc, clock, transactions, tasks::getObject, metrics);
    }

    @Bean
    AdditionalTask followUpOfNotices(
            ProviderRecords provider, ProviderCircuitBreaker guard, OutcomeRecorder discoveries) {
        return new AdditionalTask(WebhookInbox.followUp(guard.around(provider), discoveries));
    }

    @Bean
    AdditionalTask forgettingOldNotices(WebhookInbox notices) {
        return new AdditionalTask(Tasks.recurring("forget-old-notices", FixedDelay.of(Duration.ofHours(1)))
                .execute((task, context) -> notices.forgetOlderThan(KEEP_NOTICES, FORGET_AT_A_TIME)));
    }
}

package dev.ordersaga.idempotency;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import dev.ordersaga.bulkhead.RequestBulkhead;
import dev.ordersaga.eventstore.serialization.PayloadProtection;
import dev.ordersaga.privacy.keys.SubjectKeys;
import java.time.Clock;
import java.time.Duration;
import org.axonframework.common.transaction.TransactionManager;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Wiring of the idempotency store and of the task that deletes expired responses. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(IdempotencySettings.class)
public class IdempotencyConfiguration {

    @Bean
    IdempotencyStore idempotencyStore(
            JdbcClient jdbc, Clock clock, IdempotencySettings settings, PayloadProtection protection) {
        return new IdempotencyStore(jdbc, clock, settings.retention(), protection::pseudonym);
    }

    @Bean
    IdempotentExecutor idempotentExecutor(IdempotencyStore store, TransactionManager transactions) {
        return new IdempotentExecutor(store, transactions);
    }

    @Bean
    GroupedRequests groupedRequests(
            IdempotentExecutor executor,
            IdempotencyStore store,
            TransactionManager transactions,
            SubjectKeys persons,
            RequestBulkhead bulkhead) {
        return new GroupedRequests(executor, store, transactions, persons, bulkhead::outside);
    }

    @Bean
    RecurringTask<Void> expiredResponseCleanup(IdempotencyStore store) {
        return Tasks.recurring("delete-expired-responses", FixedDelay.of(Duration.ofMinutes(10)))
                .execute((task, context) -> store.deleteExpired());
    }
}

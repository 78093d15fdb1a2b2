package dev.ordersaga.idempotency;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Clock;
import java.time.Duration;
import org.axonframework.common.transaction.TransactionManager;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Requests that are carried out once, and the housekeeping of their answers. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(IdempotencySettings.class)
public class IdempotencyConfiguration {

    private static final int FORGET_AT_A_TIME = 10_000;

    @Bean
    IdempotencyStore answeredRequests(JdbcClient jdbc, Clock clock) {
        return new IdempotencyStore(jdbc, clock);
    }

    @Bean
    IdempotentExecutor idempotentRequests(IdempotencyStore answered, TransactionManager transactions) {
        return new IdempotentExecutor(answered, transactions);
    }

    @Bean
    RecurringTask<Void> forgetOldAnswers(IdempotencyStore answered, IdempotencySettings settings) {
        return Tasks.recurring("forget-old-answers", FixedDelay.of(Duration.ofMinutes(10)))
                .execute((task, context) -> answered.forgetOlderThan(settings.retention(), FORGET_AT_A_TIME));
    }
}

package dev.ordersaga.order;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import dev.ordersaga.coordination.CoordinationConfiguration;
import dev.ordersaga.eventprocessing.completeness.CompletenessAudit;
import dev.ordersaga.eventprocessing.completeness.CompletenessAuditor;
import dev.ordersaga.eventstore.aggregates.ReleasingLockFactory;
import org.axonframework.config.AggregateConfigurer;
import org.axonframework.config.ConfigurerModule;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Wiring of the order aggregate. */
@Configuration(proxyBeanMethods = false)
public class OrderConfiguration {

    /** The database schema of the service: its sagas, tokens, scheduled tasks and idempotency keys. */
    public static final String SCHEMA = "ordercommand";

    @Bean
    ConfigurerModule orderAggregate() {
        return configurer -> configurer.configureAggregate(AggregateConfigurer.defaultConfiguration(Order.class)
                .configureLockFactory(c -> new ReleasingLockFactory()));
    }

    @Bean
    CompletenessAudit sagaCompletenessAudit(JdbcClient jdbc) {
        return new SagaCompletenessAudit(jdbc, CoordinationConfiguration.PROCESSOR, SCHEMA);
    }

    @Bean
    RecurringTask<Void> sagaAuditTask(
            @Qualifier("sagaCompletenessAudit") CompletenessAudit audit, CompletenessAuditor auditor) {
        return Tasks.recurring("check-order-payment-saga", FixedDelay.of(auditor.every()))
                .execute((task, context) -> auditor.look(audit));
    }
}

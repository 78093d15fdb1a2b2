package dev.ordersaga.order;

import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import dev.ordersaga.coordination.CoordinationConfiguration;
import dev.ordersaga.eventprocessing.completeness.CompletenessAudit;
import dev.ordersaga.eventprocessing.completeness.CompletenessAuditor;
import dev.ordersaga.eventprocessing.completeness.SequenceNumberAudit;
import dev.ordersaga.eventprocessing.scheduling.ServiceScheduler;
import dev.ordersaga.eventprocessing.scheduling.TaskSettings;
import dev.ordersaga.eventstore.aggregates.ReleasingLockFactory;
import dev.ordersaga.eventstore.schema.SchemaMigration;
import dev.ordersaga.http.HttpContractConfiguration;
import dev.ordersaga.idempotency.IdempotencyConfiguration;
import dev.ordersaga.operations.OperationsConfiguration;
import dev.ordersaga.order.web.OrderWebConfiguration;
import java.time.Clock;
import java.util.List;
import javax.sql.DataSource;
import org.axonframework.config.AggregateConfigurer;
import org.axonframework.config.ConfigurerModule;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The order-command service: everything it is made of. */
@Configuration(proxyBeanMethods = false)
@Import({
    HttpContractConfiguration.class,
    OperationsConfiguration.class,
    OrderWebConfiguration.class,
    IdempotencyConfiguration.class,
    CoordinationConfiguration.class
})
@EnableConfigurationProperties(TaskSettings.class)
public class OrderCommandConfiguration {

    private static final String SCHEMA = "ordercommand";

    @Bean
    SchemaMigration orderCommandSchema(DataSource dataSource) {
        return SchemaMigration.of(dataSource, SCHEMA);
    }

    @Bean
    ConfigurerModule orderAggregate() {
        return configurer -> configurer.configureAggregate(AggregateConfigurer.defaultConfiguration(Order.class)
                .configureLockFactory(c -> new ReleasingLockFactory()));
    }

    @Bean
    ServiceScheduler orderTasks(
            DataSource dataSource,
            Clock clock,
            TaskSettings settings,
            @Qualifier("paymentDeadlineTask") Task<?> paymentDeadline,
            @Qualifier("forgetOldAnswers") RecurringTask<Void> housekeeping,
            CheckTasks checks) {
        return ServiceScheduler.of(
                SCHEMA,
                dataSource,
                clock,
                settings,
                List.of(paymentDeadline, housekeeping, checks.ofTheSaga(), checks.ofTheStore()));
    }

    /** The searches for lost events that this service runs. */
    record CheckTasks(RecurringTask<Void> ofTheSaga, RecurringTask<Void> ofTheStore) {}

    @Bean
    CompletenessAudit nextStepCheck(JdbcClient jdbc) {
        return new SagaCompletenessAudit(jdbc, CoordinationConfiguration.PROCESSOR, SCHEMA);
    }

    @Bean
    CheckTasks checkTasks(
            @Qualifier("nextStepCheck") CompletenessAudit steps, JdbcClient jdbc, CompletenessAuditor completeness) {
        CompletenessAudit stored = new SequenceNumberAudit(jdbc);
        FixedDelay pause = FixedDelay.of(completeness.interval());
        return new CheckTasks(
                Tasks.recurring("check-order-payment-saga", pause).execute((task, context) -> completeness.run(steps)),
                Tasks.recurring("check-stored-events", pause).execute((task, context) -> completeness.run(stored)));
    }
}

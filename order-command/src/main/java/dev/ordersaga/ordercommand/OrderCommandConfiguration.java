package dev.ordersaga.ordercommand;

import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import dev.ordersaga.bulkhead.BulkheadConfiguration;
import dev.ordersaga.coordination.CoordinationConfiguration;
import dev.ordersaga.eventprocessing.completeness.CompletenessAudit;
import dev.ordersaga.eventprocessing.completeness.CompletenessAuditor;
import dev.ordersaga.eventprocessing.completeness.SequenceNumberAudit;
import dev.ordersaga.eventprocessing.scheduling.ServiceScheduler;
import dev.ordersaga.eventprocessing.scheduling.TaskSettings;
import dev.ordersaga.eventprocessing.scheduling.WatchedTasks;
import dev.ordersaga.eventstore.schema.SchemaMigration;
import dev.ordersaga.http.HttpContractConfiguration;
import dev.ordersaga.idempotency.IdempotencyConfiguration;
import dev.ordersaga.intake.IntakeConfiguration;
import dev.ordersaga.operations.OperationsConfiguration;
import dev.ordersaga.order.OrderConfiguration;
import dev.ordersaga.order.web.OrderWebConfiguration;
import dev.ordersaga.privacy.PrivacyConfiguration;
import dev.ordersaga.privacy.erasure.ErasureParticipant;
import dev.ordersaga.privacy.erasure.ErasureTombstone;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;
import org.axonframework.eventhandling.EventBus;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Composition of the order-command service. */
@Configuration(proxyBeanMethods = false)
@Import({
    HttpContractConfiguration.class,
    OperationsConfiguration.class,
    PrivacyConfiguration.class,
    OrderConfiguration.class,
    OrderWebConfiguration.class,
    BulkheadConfiguration.class,
    IdempotencyConfiguration.class,
    CoordinationConfiguration.class,
    IntakeConfiguration.class
})
@EnableConfigurationProperties(TaskSettings.class)
public class OrderCommandConfiguration {

    /** The database schema of the service: its sagas, tokens, scheduled tasks and idempotency keys. */
    private static final String SCHEMA = "ordercommand";

    @Bean
    SchemaMigration orderCommandSchema(DataSource dataSource) {
        return SchemaMigration.of(dataSource, SCHEMA);
    }

    @Bean
    ErasureParticipant erasureTombstone(EventBus events) {
        return new ErasureTombstone(events);
    }

    @Bean
    WatchedTasks watchedOrderTasks() {
        return new WatchedTasks(SCHEMA, Set.of());
    }

    @Bean
    RecurringTask<Void> sequenceNumberAuditTask(JdbcClient jdbc, CompletenessAuditor auditor) {
        CompletenessAudit audit = new SequenceNumberAudit(jdbc);
        return Tasks.recurring("check-stored-events", FixedDelay.of(auditor.interval()))
                .execute((task, context) -> auditor.run(audit));
    }

    @Bean
    ServiceScheduler orderTasks(
            DataSource dataSource,
            Clock clock,
            TaskSettings settings,
            @Qualifier("paymentDeadlineTask") Task<?> paymentDeadline,
            @Qualifier("expiredResponseCleanup") RecurringTask<Void> responseCleanup,
            @Qualifier("sagaAuditTask") RecurringTask<Void> sagaAudit,
            @Qualifier("sequenceNumberAuditTask") RecurringTask<Void> sequenceNumberAudit) {
        List<Task<?>> tasks = List.of(paymentDeadline, responseCleanup, sagaAudit, sequenceNumberAudit);
        return ServiceScheduler.of(SCHEMA, dataSource, clock, settings, tasks);
    }
}

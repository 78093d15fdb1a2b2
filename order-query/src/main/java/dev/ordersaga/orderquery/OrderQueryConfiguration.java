package dev.ordersaga.orderquery;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import dev.ordersaga.eventprocessing.completeness.CompletenessAuditor;
import dev.ordersaga.eventprocessing.scheduling.ServiceScheduler;
import dev.ordersaga.eventprocessing.scheduling.TaskSettings;
import dev.ordersaga.eventprocessing.scheduling.WatchedTasks;
import dev.ordersaga.eventstore.schema.SchemaMigration;
import dev.ordersaga.http.HttpContractConfiguration;
import dev.ordersaga.operations.OperationsConfiguration;
import dev.ordersaga.orderstatus.customerdata.web.CustomerDataConfiguration;
import dev.ordersaga.orderstatus.view.OrderStatusViewConfiguration;
import dev.ordersaga.orderstatus.web.OrderStatusWebConfiguration;
import dev.ordersaga.privacy.PrivacyConfiguration;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** Composition of the order-query service. */
@Configuration(proxyBeanMethods = false)
@Import({
    HttpContractConfiguration.class,
    OperationsConfiguration.class,
    PrivacyConfiguration.class,
    OrderStatusViewConfiguration.class,
    OrderStatusWebConfiguration.class,
    CustomerDataConfiguration.class
})
public class OrderQueryConfiguration {

    /** None of the tasks is urgent, so the scheduler polls the database at most this often. */
    private static final Duration POLL_INTERVAL = Duration.ofSeconds(10);

    @Bean
    SchemaMigration orderStatusSchema(DataSource dataSource) {
        return SchemaMigration.of(dataSource, OrderStatusViewConfiguration.SCHEMA);
    }

    @Bean
    WatchedTasks watchedOrderStatusTasks() {
        return new WatchedTasks(OrderStatusViewConfiguration.SCHEMA, Set.of());
    }

    @Bean
    ServiceScheduler orderStatusTasks(
            DataSource dataSource,
            Clock clock,
            CompletenessAuditor auditor,
            @Qualifier("viewAuditTask") RecurringTask<Void> viewAudit) {
        Duration pause = auditor.interval().compareTo(POLL_INTERVAL) < 0 ? auditor.interval() : POLL_INTERVAL;
        TaskSettings settings = new TaskSettings(pause, POLL_INTERVAL, 2);
        return ServiceScheduler.of(
                OrderStatusViewConfiguration.SCHEMA, dataSource, clock, settings, List.of(viewAudit));
    }
}

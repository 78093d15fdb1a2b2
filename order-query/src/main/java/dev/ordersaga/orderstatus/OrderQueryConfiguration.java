package dev.ordersaga.orderstatus;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import dev.ordersaga.eventprocessing.completeness.CompletenessAuditor;
import dev.ordersaga.eventprocessing.scheduling.ServiceScheduler;
import dev.ordersaga.eventprocessing.scheduling.TaskSettings;
import dev.ordersaga.eventstore.schema.SchemaMigration;
import dev.ordersaga.http.HttpContractConfiguration;
import dev.ordersaga.operations.OperationsConfiguration;
import dev.ordersaga.orderstatus.view.OrderStatusViewConfiguration;
import dev.ordersaga.orderstatus.web.OrderStatusWebConfiguration;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The order-query service: everything it is made of. */
@Configuration(proxyBeanMethods = false)
@Import({
    HttpContractConfiguration.class,
    OperationsConfiguration.class,
    OrderStatusViewConfiguration.class,
    OrderStatusWebConfiguration.class
})
public class OrderQueryConfiguration {

    private static final Duration SELDOM = Duration.ofSeconds(10);

    @Bean
    SchemaMigration orderStatusSchema(DataSource dataSource) {
        return SchemaMigration.of(dataSource, OrderStatusViewConfiguration.SCHEMA);
    }

    /** Nothing of it is in a hurry, so that it asks the database seldom. */
    @Bean
    ServiceScheduler orderStatusTasks(
            DataSource dataSource,
            Clock clock,
            CompletenessAuditor completeness,
            @Qualifier("statusViewCheckTask") RecurringTask<Void> check) {
        Duration pause = completeness.interval().compareTo(SELDOM) < 0 ? completeness.interval() : SELDOM;
        TaskSettings seldom = new TaskSettings(pause, SELDOM, 2);
        return ServiceScheduler.of(OrderStatusViewConfiguration.SCHEMA, dataSource, clock, seldom, List.of(check));
    }
}

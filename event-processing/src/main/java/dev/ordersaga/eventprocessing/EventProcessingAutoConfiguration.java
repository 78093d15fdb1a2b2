package dev.ordersaga.eventprocessing;

import dev.ordersaga.eventprocessing.alert.OperatorAlertConfiguration;
import dev.ordersaga.eventprocessing.alert.OperatorAlertSource;
import dev.ordersaga.eventprocessing.completeness.CompletenessConfiguration;
import dev.ordersaga.eventprocessing.deadletter.DeadLetterConfiguration;
import dev.ordersaga.eventprocessing.hold.HoldConfiguration;
import dev.ordersaga.eventprocessing.processors.ProcessorsConfiguration;
import dev.ordersaga.eventprocessing.rebuild.RebuildConfiguration;
import dev.ordersaga.eventprocessing.scheduling.FailingTaskAlerts;
import dev.ordersaga.eventprocessing.scheduling.WatchedTasks;
import dev.ordersaga.eventstore.EventStoreAutoConfiguration;
import dev.ordersaga.eventstore.schema.SchemaMigration;
import java.time.Clock;
import javax.sql.DataSource;
import org.axonframework.springboot.autoconfig.AxonAutoConfiguration;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Event processors with dead letters, durable tasks, sagas, rebuilds and audits, for services on the event store. */
@AutoConfiguration(after = EventStoreAutoConfiguration.class, before = AxonAutoConfiguration.class)
@Import({
    OperatorAlertConfiguration.class,
    DeadLetterConfiguration.class,
    ProcessorsConfiguration.class,
    RebuildConfiguration.class,
    HoldConfiguration.class,
    CompletenessConfiguration.class
})
public class EventProcessingAutoConfiguration {

    /** Tables of processors, dead letters, rebuilds and audits, shared by all services. */
    @Bean
    SchemaMigration eventProcessingSchema(DataSource dataSource) {
        return SchemaMigration.of(dataSource, "eventprocessing");
    }

    @Bean
    OperatorAlertSource failingTaskAlerts(JdbcClient jdbc, ObjectProvider<WatchedTasks> watched, Clock clock) {
        return new FailingTaskAlerts(jdbc, watched.stream().toList(), clock);
    }
}

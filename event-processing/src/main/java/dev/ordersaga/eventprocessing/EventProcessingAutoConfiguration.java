package dev.ordersaga.eventprocessing;

import dev.ordersaga.eventprocessing.alert.OperatorAlertMetricsConfiguration;
import dev.ordersaga.eventprocessing.completeness.CompletenessConfiguration;
import dev.ordersaga.eventprocessing.completeness.CompletenessMetricsConfiguration;
import dev.ordersaga.eventprocessing.deadletter.DeadLetterConfiguration;
import dev.ordersaga.eventprocessing.deadletter.DeadLetterMetricsConfiguration;
import dev.ordersaga.eventprocessing.processors.ProcessingConfiguration;
import dev.ordersaga.eventprocessing.processors.ProcessingHealthConfiguration;
import dev.ordersaga.eventprocessing.processors.ProcessingMetricsConfiguration;
import dev.ordersaga.eventprocessing.rebuild.RebuildConfiguration;
import dev.ordersaga.eventstore.EventStoreAutoConfiguration;
import dev.ordersaga.eventstore.schema.SchemaMigration;
import javax.sql.DataSource;
import org.axonframework.springboot.autoconfig.AxonAutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/** Event processors with dead letters, durable tasks, sagas, rebuilds and audits, for services on the event store. */
@AutoConfiguration(after = EventStoreAutoConfiguration.class, before = AxonAutoConfiguration.class)
@Import({
    OperatorAlertMetricsConfiguration.class,
    DeadLetterConfiguration.class,
    DeadLetterMetricsConfiguration.class,
    ProcessingConfiguration.class,
    ProcessingHealthConfiguration.class,
    ProcessingMetricsConfiguration.class,
    RebuildConfiguration.class,
    CompletenessConfiguration.class,
    CompletenessMetricsConfiguration.class
})
public class EventProcessingAutoConfiguration {

    /** Dead letters, processors, rebuilds and audits of all services. */
    @Bean
    SchemaMigration eventProcessingSchema(DataSource dataSource) {
        return SchemaMigration.of(dataSource, "eventprocessing");
    }
}

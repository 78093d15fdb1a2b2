package dev.ordersaga.eventprocessing;

import dev.ordersaga.eventprocessing.alert.OperatorAlertConfiguration;
import dev.ordersaga.eventprocessing.completeness.CompletenessConfiguration;
import dev.ordersaga.eventprocessing.deadletter.DeadLetterConfiguration;
import dev.ordersaga.eventprocessing.processors.ProcessorsConfiguration;
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
    OperatorAlertConfiguration.class,
    DeadLetterConfiguration.class,
    ProcessorsConfiguration.class,
    RebuildConfiguration.class,
    CompletenessConfiguration.class
})
public class EventProcessingAutoConfiguration {

    /** Tables of processors, dead letters, rebuilds and audits, shared by all services. */
    @Bean
    SchemaMigration eventProcessingSchema(DataSource dataSource) {
        return SchemaMigration.of(dataSource, "eventprocessing");
    }
}

package dev.ordersaga.eventstore;

import dev.ordersaga.eventstore.attention.AttentionMetricsModule;
import dev.ordersaga.eventstore.completeness.CompletenessMetricsModule;
import dev.ordersaga.eventstore.completeness.CompletenessModule;
import dev.ordersaga.eventstore.connections.ConnectionHealthModule;
import dev.ordersaga.eventstore.connections.ConnectionMetricsModule;
import dev.ordersaga.eventstore.connections.ConnectionsModule;
import dev.ordersaga.eventstore.processing.ProcessingHealthModule;
import dev.ordersaga.eventstore.processing.ProcessingMetricsModule;
import dev.ordersaga.eventstore.processing.ProcessingModule;
import dev.ordersaga.eventstore.quarantine.QuarantineMetricsModule;
import dev.ordersaga.eventstore.quarantine.QuarantineModule;
import dev.ordersaga.eventstore.reading.ReadingMetricsModule;
import dev.ordersaga.eventstore.reading.ReadingModule;
import dev.ordersaga.eventstore.rebuild.RebuildModule;
import dev.ordersaga.eventstore.schema.SchemaHealthModule;
import dev.ordersaga.eventstore.schema.SchemaModule;
import dev.ordersaga.eventstore.serialization.SerializationModule;
import dev.ordersaga.eventstore.wakeup.WakeUpMetricsModule;
import dev.ordersaga.eventstore.wakeup.WakeUpModule;
import java.sql.SQLException;
import java.time.Clock;
import javax.sql.DataSource;
import org.axonframework.common.jdbc.ConnectionProvider;
import org.axonframework.common.jdbc.PersistenceExceptionResolver;
import org.axonframework.common.jdbc.UnitOfWorkAwareConnectionProviderWrapper;
import org.axonframework.common.jpa.EntityManagerProvider;
import org.axonframework.eventsourcing.eventstore.jpa.SQLErrorCodesResolver;
import org.axonframework.spring.jdbc.SpringDataSourceConnectionProvider;
import org.axonframework.springboot.autoconfig.AxonAutoConfiguration;
import org.axonframework.springboot.autoconfig.JpaEventStoreAutoConfiguration;
import org.axonframework.springboot.util.jpa.ContainerManagedEntityManagerProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceProperties;
import org.springframework.boot.jdbc.autoconfigure.health.DataSourceHealthContributorAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/** Everything an Axon 4 application on PostgreSQL needs to store and read its events here. */
@AutoConfiguration(
        before = {
            DataSourceAutoConfiguration.class,
            DataSourceHealthContributorAutoConfiguration.class,
            JpaEventStoreAutoConfiguration.class,
            AxonAutoConfiguration.class
        })
@EnableConfigurationProperties(DataSourceProperties.class)
@Import({
    ConnectionsModule.class,
    ConnectionMetricsModule.class,
    ConnectionHealthModule.class,
    SchemaModule.class,
    SchemaHealthModule.class,
    SerializationModule.class,
    ReadingModule.class,
    ReadingMetricsModule.class,
    AttentionMetricsModule.class,
    QuarantineModule.class,
    QuarantineMetricsModule.class,
    ProcessingModule.class,
    ProcessingHealthModule.class,
    ProcessingMetricsModule.class,
    RebuildModule.class,
    CompletenessModule.class,
    CompletenessMetricsModule.class,
    WakeUpModule.class,
    WakeUpMetricsModule.class
})
public class EventStoreAutoConfiguration {

    /** The one place where time comes from; tests replace it. */
    @Bean
    @ConditionalOnMissingBean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    EntityManagerProvider entityManagerProvider() {
        return new ContainerManagedEntityManagerProvider();
    }

    @Bean
    PersistenceExceptionResolver persistenceExceptionResolver(DataSource dataSource) throws SQLException {
        return new SQLErrorCodesResolver(dataSource);
    }

    @Bean
    ConnectionProvider connectionProvider(DataSource dataSource) {
        return new UnitOfWorkAwareConnectionProviderWrapper(new SpringDataSourceConnectionProvider(dataSource));
    }
}

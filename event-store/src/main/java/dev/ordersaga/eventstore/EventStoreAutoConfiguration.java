package dev.ordersaga.eventstore;

import dev.ordersaga.eventstore.connections.ConnectionHealthConfiguration;
import dev.ordersaga.eventstore.connections.ConnectionMetricsConfiguration;
import dev.ordersaga.eventstore.connections.ConnectionsConfiguration;
import dev.ordersaga.eventstore.reading.ReadingConfiguration;
import dev.ordersaga.eventstore.reading.ReadingMetricsConfiguration;
import dev.ordersaga.eventstore.schema.SchemaConfiguration;
import dev.ordersaga.eventstore.schema.SchemaHealthConfiguration;
import dev.ordersaga.eventstore.serialization.SerializationConfiguration;
import dev.ordersaga.eventstore.wakeup.WakeUpConfiguration;
import dev.ordersaga.eventstore.wakeup.WakeUpMetricsConfiguration;
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
    ConnectionsConfiguration.class,
    ConnectionMetricsConfiguration.class,
    ConnectionHealthConfiguration.class,
    SchemaConfiguration.class,
    SchemaHealthConfiguration.class,
    SerializationConfiguration.class,
    ReadingConfiguration.class,
    ReadingMetricsConfiguration.class,
    WakeUpConfiguration.class,
    WakeUpMetricsConfiguration.class
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

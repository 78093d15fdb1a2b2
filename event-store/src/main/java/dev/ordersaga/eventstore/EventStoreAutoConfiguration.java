package dev.ordersaga.eventstore;

import dev.ordersaga.eventstore.connections.ConnectionsConfiguration;
import dev.ordersaga.eventstore.reading.ReadingConfiguration;
import dev.ordersaga.eventstore.schema.SchemaConfiguration;
import dev.ordersaga.eventstore.serialization.SerializationConfiguration;
import dev.ordersaga.eventstore.wakeup.WakeUpConfiguration;
import java.sql.SQLException;
import java.time.Clock;
import javax.sql.DataSource;
import org.axonframework.common.jdbc.PersistenceExceptionResolver;
import org.axonframework.common.jpa.EntityManagerProvider;
import org.axonframework.eventsourcing.eventstore.jpa.SQLErrorCodesResolver;
import org.axonframework.springboot.autoconfig.AxonAutoConfiguration;
import org.axonframework.springboot.autoconfig.JpaAutoConfiguration;
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

/** Event store and transactional outbox for any Axon 4 application on PostgreSQL: connections, schema, serialization,
 * reading and wake-up. */
@AutoConfiguration(
        before = {
            DataSourceAutoConfiguration.class,
            DataSourceHealthContributorAutoConfiguration.class,
            JpaAutoConfiguration.class,
            JpaEventStoreAutoConfiguration.class,
            AxonAutoConfiguration.class
        })
@EnableConfigurationProperties(DataSourceProperties.class)
@Import({
    ConnectionsConfiguration.class,
    SchemaConfiguration.class,
    SerializationConfiguration.class,
    ReadingConfiguration.class,
    WakeUpConfiguration.class
})
public class EventStoreAutoConfiguration {

    /** The only source of time; tests replace it. */
    @Bean
    @ConditionalOnMissingBean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    @ConditionalOnMissingBean
    EntityManagerProvider entityManagerProvider() {
        return new ContainerManagedEntityManagerProvider();
    }

    @Bean
    @ConditionalOnMissingBean
    PersistenceExceptionResolver persistenceExceptionResolver(DataSource dataSource) throws SQLException {
        return new SQLErrorCodesResolver(dataSource);
    }
}

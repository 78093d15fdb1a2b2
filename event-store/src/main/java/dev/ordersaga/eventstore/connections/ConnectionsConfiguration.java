package dev.ordersaga.eventstore.connections;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.metrics.micrometer.MicrometerMetricsTrackerFactory;
import dev.ordersaga.eventstore.connections.ConnectionSettings.MigrationLogin;
import io.micrometer.core.instrument.binder.MeterBinder;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.jdbc.autoconfigure.DataSourceProperties;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** Wiring of the connection pools, from Spring Boot's own settings of a data source on HikariCP. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ConnectionSettings.class)
public class ConnectionsConfiguration {

    @Bean(destroyMethod = "close")
    @ConditionalOnMissingBean(DataSource.class)
    ConnectionPools dataSource(
            Environment environment,
            DataSourceProperties properties,
            ConnectionSettings reached,
            ObjectProvider<JdbcConnectionDetails> details,
            ObjectProvider<MigrationLogin> migration) {
        HikariConfig settings = new HikariConfig();
        JdbcConnectionDetails known = details.getIfAvailable();
        settings.setJdbcUrl(known == null ? properties.determineUrl() : known.getJdbcUrl());
        settings.setUsername(known == null ? properties.determineUsername() : known.getUsername());
        settings.setPassword(known == null ? properties.determinePassword() : known.getPassword());
        Binder.get(environment).bind("spring.datasource.hikari", Bindable.ofInstance(settings));
        MigrationLogin login = migration.getIfAvailable();
        return new ConnectionPools(
                settings, new ConnectionSettings(reached.directUrl(), login == null ? reached.migration() : login));
    }

    /** Health {@code db}, checked over a pool that nothing else uses. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(HealthIndicator.class)
    static class HealthConfiguration {

        @Bean
        HealthIndicator dbHealthIndicator(DataSource dataSource) {
            return new DatabaseHealth(dataSource);
        }
    }

    /** HikariCP's metrics of every pool; Spring Boot's own binding covers a single pool only. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(MeterBinder.class)
    static class MetricsConfiguration {

        @Bean
        MeterBinder connectionMetrics(ObjectProvider<ConnectionPools> pools) {
            return registry -> pools.ifAvailable(known -> {
                for (HikariDataSource pool : known.all()) {
                    if (pool.getMetricRegistry() == null && pool.getMetricsTrackerFactory() == null) {
                        pool.setMetricsTrackerFactory(new MicrometerMetricsTrackerFactory(registry));
                    }
                }
            });
        }
    }
}

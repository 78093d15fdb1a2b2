package dev.ordersaga.eventstore.schema;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Clock;
import javax.sql.DataSource;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wiring of the event store's schema and of the checks on the database. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(DatabaseSafetySettings.class)
public class SchemaConfiguration {

    @Bean
    SchemaMigration eventStoreSchema(DataSource dataSource) {
        return SchemaMigration.of(dataSource, "eventstore");
    }

    @Bean
    ClockSkew clockSkew(DataSource dataSource, Clock clock) {
        return new ClockSkew(dataSource, clock);
    }

    /** Depends on the migration, whose result it checks. */
    @Bean
    DatabaseSafetyCheck databaseSafetyCheck(
            DatabaseViolations violations,
            ClockSkew skew,
            DatabaseSafetySettings settings,
            SchemaMigration eventStoreSchema) {
        return new DatabaseSafetyCheck(violations, skew, settings.maxClockSkew());
    }

    @Bean
    DatabaseViolations databaseViolations(DataSource dataSource) {
        return new DatabaseViolations(dataSource);
    }

    /** Depends on the check at start, which it repeats. */
    @Bean
    DatabaseSafetyMonitor databaseSafetyMonitor(
            DatabaseViolations violations, Clock clock, DatabaseSafetySettings settings, DatabaseSafetyCheck check) {
        return new DatabaseSafetyMonitor(violations, clock, settings.checkInterval());
    }

    /** Metric {@code eventstore.database.unsafe}. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(MeterBinder.class)
    static class MetricsConfiguration {

        @Bean
        MeterBinder databaseSafetyMetrics(DatabaseSafetyMonitor monitor) {
            return registry -> DatabaseViolations.SETTINGS.forEach(
                    setting -> Gauge.builder("eventstore.database.unsafe", monitor, known -> known.state(setting))
                            .description("1 while this setting of the database is unsafe, 0 while it is safe")
                            .tag("setting", setting)
                            .register(registry));
        }
    }

    /** Health {@code clockSkew}. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(HealthIndicator.class)
    static class HealthConfiguration {

        @Bean
        HealthIndicator clockSkewHealthIndicator(ClockSkew skew, DatabaseSafetySettings settings) {
            return new ClockSkewHealth(skew, settings.maxClockSkew());
        }
    }
}

package dev.ordersaga.eventstore.schema;

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
            DataSource dataSource, ClockSkew skew, DatabaseSafetySettings settings, SchemaMigration eventStoreSchema) {
        return new DatabaseSafetyCheck(dataSource, skew, settings.maxClockSkew());
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

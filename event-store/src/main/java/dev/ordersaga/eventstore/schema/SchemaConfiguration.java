package dev.ordersaga.eventstore.schema;

import java.time.Clock;
import javax.sql.DataSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wiring of the store's own schema and of the checks that it must pass. */
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

    /** After the migration: what it leaves behind is looked at. */
    @Bean
    DatabaseSafetyCheck storeSafety(
            DataSource dataSource, ClockSkew skew, DatabaseSafetySettings settings, SchemaMigration eventStoreSchema) {
        return new DatabaseSafetyCheck(dataSource, skew, settings.maxClockSkew());
    }
}

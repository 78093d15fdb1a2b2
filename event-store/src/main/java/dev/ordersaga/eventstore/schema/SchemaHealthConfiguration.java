package dev.ordersaga.eventstore.schema;

import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Health {@code clockSkew}, where Spring Boot's health is on the class path. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass(HealthIndicator.class)
public class SchemaHealthConfiguration {

    @Bean
    HealthIndicator clockSkewHealthIndicator(ClockSkew skew, DatabaseSafetySettings settings) {
        return new ClockSkewHealth(skew, settings.maxClockSkew());
    }
}

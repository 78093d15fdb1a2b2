package dev.ordersaga.eventprocessing.processors;

import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.config.EventProcessingConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Health {@code processors}, where Spring Boot's health is on the class path. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass(HealthIndicator.class)
public class ProcessingHealthConfiguration {

    @Bean
    HealthIndicator processorsHealthIndicator(
            EventProcessingConfiguration processing, TransactionManager transactions) {
        return new ProcessorHealth(processing, transactions);
    }
}

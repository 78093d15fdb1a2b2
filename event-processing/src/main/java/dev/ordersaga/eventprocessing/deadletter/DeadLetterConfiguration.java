package dev.ordersaga.eventprocessing.deadletter;

import dev.ordersaga.eventprocessing.alert.OperatorAlertSource;
import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Wiring of the quarantine. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(DeadLetterSettings.class)
public class DeadLetterConfiguration {

    @Bean
    DeadLetterTables quarantineTables(JdbcClient jdbc) {
        return new DeadLetterTables(jdbc);
    }

    @Bean
    DeadLetterQueue quarantine(JdbcClient jdbc, DeadLetterTables tables, Clock clock) {
        return new DeadLetterQueue(jdbc, tables, clock);
    }

    @Bean
    OperatorAlertSource deadSequences(DeadLetterQueue quarantine) {
        return new DeadLetterAlerts(quarantine);
    }

    @Bean
    DeadLetterRetrier quarantineRetries(DeadLetterTables tables, DeadLetterSettings settings) {
        return new DeadLetterRetrier(tables, settings.pollInterval());
    }

    @Bean
    DeadLetteringProcessorFactory quarantinedProcessors(
            DeadLetterTables tables, DeadLetterSettings settings, Clock clock, DeadLetterRetrier retries) {
        return new DeadLetteringProcessorFactory(tables, settings, clock, retries);
    }
}

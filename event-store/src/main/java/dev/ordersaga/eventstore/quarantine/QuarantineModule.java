package dev.ordersaga.eventstore.quarantine;

import dev.ordersaga.eventstore.attention.NeedsAttention;
import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Wiring of the quarantine. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(QuarantineSettings.class)
public class QuarantineModule {

    @Bean
    QuarantineTables quarantineTables(JdbcClient jdbc) {
        return new QuarantineTables(jdbc);
    }

    @Bean
    Quarantine quarantine(JdbcClient jdbc, QuarantineTables tables, Clock clock) {
        return new Quarantine(jdbc, tables, clock);
    }

    @Bean
    NeedsAttention deadSequences(Quarantine quarantine) {
        return new DeadSequences(quarantine);
    }

    @Bean
    Retries quarantineRetries(QuarantineTables tables, QuarantineSettings settings) {
        return new Retries(tables, settings.pollInterval());
    }

    @Bean
    QuarantinedProcessors quarantinedProcessors(
            QuarantineTables tables, QuarantineSettings settings, Clock clock, Retries retries) {
        return new QuarantinedProcessors(tables, settings, clock, retries);
    }
}

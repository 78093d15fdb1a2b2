package dev.ordersaga.eventstore.completeness;

import dev.ordersaga.eventstore.attention.NeedsAttention;
import dev.ordersaga.eventstore.processing.Processors;
import dev.ordersaga.eventstore.quarantine.Quarantine;
import java.time.Clock;
import org.axonframework.common.transaction.TransactionManager;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Wiring of the search for lost events. The checks, and the tasks that run them, are the services'. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(CompletenessSettings.class)
public class CompletenessModule {

    @Bean
    Gaps gaps(JdbcClient jdbc) {
        return new Gaps(jdbc);
    }

    @Bean
    NeedsAttention openGaps(Gaps gaps) {
        return new OpenGaps(gaps);
    }

    @Bean
    Completeness completeness(
            Gaps gaps,
            Processors processors,
            TransactionManager transactions,
            CompletenessSettings settings,
            Clock clock) {
        return new Completeness(gaps, processors, transactions, settings, clock);
    }

    @Bean
    Redeliveries redeliveries(ObjectProvider<CompletenessCheck> checks, Processors processors, Quarantine quarantine) {
        return new Redeliveries(checks.stream().toList(), processors, quarantine);
    }
}

package dev.ordersaga.eventprocessing.completeness;

import dev.ordersaga.eventprocessing.alert.OperatorAlertSource;
import dev.ordersaga.eventprocessing.deadletter.DeadLetterQueue;
import dev.ordersaga.eventprocessing.processors.ProcessorRegistry;
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
public class CompletenessConfiguration {

    @Bean
    UnhandledEvents gaps(JdbcClient jdbc) {
        return new UnhandledEvents(jdbc);
    }

    @Bean
    OperatorAlertSource openGaps(UnhandledEvents gaps) {
        return new UnhandledEventAlerts(gaps);
    }

    @Bean
    CompletenessAuditor completeness(
            UnhandledEvents gaps,
            ProcessorRegistry processors,
            TransactionManager transactions,
            CompletenessSettings settings,
            Clock clock) {
        return new CompletenessAuditor(gaps, processors, transactions, settings, clock);
    }

    @Bean
    Redeliveries redeliveries(
            ObjectProvider<CompletenessAudit> checks, ProcessorRegistry processors, DeadLetterQueue quarantine) {
        return new Redeliveries(checks.stream().toList(), processors, quarantine);
    }
}

package dev.ordersaga.eventprocessing.completeness;

import dev.ordersaga.eventprocessing.alert.OperatorAlertSource;
import dev.ordersaga.eventprocessing.deadletter.DeadLetterQueue;
import dev.ordersaga.eventprocessing.processors.ProcessorRegistry;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Clock;
import java.time.Duration;
import org.axonframework.common.transaction.TransactionManager;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Wiring of the completeness audit. The audits themselves, and the tasks that run them, belong to the services. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(CompletenessSettings.class)
public class CompletenessConfiguration {

    @Bean
    UnhandledEvents unhandledEvents(JdbcClient jdbc) {
        return new UnhandledEvents(jdbc);
    }

    @Bean
    OperatorAlertSource unhandledEventAlerts(UnhandledEvents events) {
        return new UnhandledEventAlerts(events);
    }

    @Bean
    CompletenessAuditor completenessAuditor(
            UnhandledEvents events,
            ProcessorRegistry processors,
            TransactionManager transactions,
            CompletenessSettings settings,
            Clock clock) {
        return new CompletenessAuditor(events, processors, transactions, settings, clock);
    }

    @Bean
    Redeliveries redeliveries(
            ObjectProvider<CompletenessAudit> audits, ProcessorRegistry processors, DeadLetterQueue deadLetters) {
        return new Redeliveries(audits.stream().toList(), processors, deadLetters);
    }

    /** Metric {@code eventprocessing.completeness.age}: an audit that does not run finds nothing. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(MeterBinder.class)
    static class MetricsConfiguration {

        @Bean
        MeterBinder completenessMetrics(UnhandledEvents events, Clock clock) {
            return registry -> Gauge.builder("eventprocessing.completeness.age", events, known -> age(known, clock))
                    .description("time since the last run of the audit that has not run for longest")
                    .baseUnit("seconds")
                    .strongReference(true)
                    .register(registry);
        }

        private static double age(UnhandledEvents events, Clock clock) {
            // A run in the future was stamped by a wrong clock: it must not look fresh. None at all is unknown.
            return events.checks().stream()
                    .mapToDouble(audit -> Duration.between(audit.checkedAt(), clock.instant())
                                    .abs()
                                    .toMillis()
                            / 1000.0)
                    .max()
                    .orElse(Double.NaN);
        }
    }
}

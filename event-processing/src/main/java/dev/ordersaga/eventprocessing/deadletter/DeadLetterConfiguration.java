package dev.ordersaga.eventprocessing.deadletter;

import dev.ordersaga.eventprocessing.alert.OperatorAlertSource;
import dev.ordersaga.eventstore.serialization.PayloadProtection;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Wiring of dead letters, their retries and their metrics. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(DeadLetterSettings.class)
public class DeadLetterConfiguration {

    @Bean
    DeadLetterTables deadLetterTables(JdbcClient jdbc, PayloadProtection protection) {
        return new DeadLetterTables(jdbc, protection);
    }

    @Bean
    DeadLetterQueue deadLetterQueue(
            JdbcClient jdbc, DeadLetterTables tables, Clock clock, PayloadProtection protection) {
        return new DeadLetterQueue(jdbc, tables, clock, protection);
    }

    @Bean
    OperatorAlertSource deadLetterAlerts(DeadLetterQueue deadLetters) {
        return new DeadLetterAlerts(deadLetters);
    }

    @Bean
    DeadLetterRetrier deadLetterRetrier(DeadLetterTables tables, DeadLetterSettings settings, Clock clock) {
        return new DeadLetterRetrier(tables, new FailureRecorder(tables, settings, clock), settings.pollInterval());
    }

    @Bean
    DeadLetteringProcessorFactory deadLetteringProcessorFactory(
            DeadLetterTables tables, DeadLetterSettings settings, Clock clock, DeadLetterRetrier retrier) {
        return new DeadLetteringProcessorFactory(tables, new FailureRecorder(tables, settings, clock), clock, retrier);
    }

    /** Metric {@code eventprocessing.dead.letters}. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(MeterRegistry.class)
    static class MetricsConfiguration {

        @Bean
        ApplicationListener<ApplicationStartedEvent> deadLetterMetrics(
                ObjectProvider<MeterRegistry> registry,
                DeadLetterQueue deadLetters,
                DeadLetterRetrier retrier,
                Clock clock) {
            DeadLetterCounts counts = new DeadLetterCounts(deadLetters, clock);
            return event -> registry.ifAvailable(meters -> retrier.processors().forEach(processor -> {
                for (DeadLetterState state : DeadLetterState.values()) {
                    Gauge.builder("eventprocessing.dead.letters", counts, counted -> counted.of(processor, state))
                            .description("sequences with dead letters of a processor")
                            .tag("processor", processor)
                            .tag("state", state.name())
                            .strongReference(true)
                            .register(meters);
                }
            }));
        }
    }
}

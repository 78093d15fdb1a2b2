package dev.ordersaga.eventprocessing.deadletter;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The metric {@code eventprocessing.dead.letters}, where Micrometer is on the class path and a registry exists. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass(MeterRegistry.class)
public class DeadLetterMetricsConfiguration {

    @Bean
    ApplicationListener<ApplicationStartedEvent> quarantineMetrics(
            ObjectProvider<MeterRegistry> registry,
            DeadLetterQueue quarantine,
            DeadLetterRetrier retries,
            Clock clock) {
        DeadLetterCounts counts = new DeadLetterCounts(quarantine, clock);
        return event -> registry.ifAvailable(meters -> retries.processors().forEach(processor -> {
            for (DeadLetterState state : DeadLetterState.values()) {
                Gauge.builder("eventprocessing.dead.letters", counts, counted -> counted.of(processor, state))
                        .description("sequences that a processor could not handle and that wait")
                        .tag("processor", processor)
                        .tag("state", state.name())
                        .strongReference(true)
                        .register(meters);
            }
        }));
    }
}

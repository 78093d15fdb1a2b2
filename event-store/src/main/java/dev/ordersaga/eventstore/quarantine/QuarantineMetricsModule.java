package dev.ordersaga.eventstore.quarantine;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The metric {@code eventstore.quarantine}, where Micrometer is on the class path and a registry exists. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass(MeterRegistry.class)
public class QuarantineMetricsModule {

    @Bean
    ApplicationListener<ApplicationStartedEvent> quarantineMetrics(
            ObjectProvider<MeterRegistry> registry, Quarantine quarantine, Retries retries, Clock clock) {
        QuarantineCounts counts = new QuarantineCounts(quarantine, clock);
        return event -> registry.ifAvailable(meters -> retries.processors().forEach(processor -> {
            for (QuarantineState state : QuarantineState.values()) {
                Gauge.builder("eventstore.quarantine", counts, counted -> counted.of(processor, state))
                        .description("sequences that a processor could not handle and that wait")
                        .tag("processor", processor)
                        .tag("state", state.name())
                        .strongReference(true)
                        .register(meters);
            }
        }));
    }
}

package dev.ordersaga.eventstore.wakeup;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Metrics of writing and waking up, where Micrometer is on the class path. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass(MeterBinder.class)
public class WakeUpMetricsConfiguration {

    @Bean
    MeterBinder wakeUpMetrics(WakeUpEventStore store, WakeUpScheduler wakeUps) {
        return registry -> {
            FunctionCounter.builder("eventstore.events.appended", store, WakeUpEventStore::appendedEvents)
                    .description("events that this process has committed")
                    .register(registry);
            Gauge.builder("eventstore.hints.arriving", wakeUps, w -> w.hintsArrive() ? 1 : 0)
                    .description("1 while hints of other processes can arrive, 0 while readers poll")
                    .register(registry);
        };
    }
}

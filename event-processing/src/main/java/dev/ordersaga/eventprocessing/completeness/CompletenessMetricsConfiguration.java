package dev.ordersaga.eventprocessing.completeness;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Clock;
import java.time.Duration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The metric {@code eventprocessing.completeness.age}: a check that does not run finds nothing. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass(MeterRegistry.class)
public class CompletenessMetricsConfiguration {

    @Bean
    MeterBinder completenessMetrics(UnhandledEvents gaps, Clock clock) {
        return registry -> Gauge.builder("eventprocessing.completeness.age", gaps, known -> age(known, clock))
                .description("time since the check that has not run for longest")
                .baseUnit("seconds")
                .strongReference(true)
                .register(registry);
    }

    private static double age(UnhandledEvents gaps, Clock clock) {
        return gaps.checks().stream()
                .mapToDouble(check ->
                        Duration.between(check.checkedAt(), clock.instant()).toMillis() / 1000.0)
                .max()
                .orElse(0);
    }
}

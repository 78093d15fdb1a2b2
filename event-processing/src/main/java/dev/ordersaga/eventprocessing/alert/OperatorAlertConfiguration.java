package dev.ordersaga.eventprocessing.alert;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Clock;
import java.time.Duration;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wiring of the metrics {@code ordersaga.operator.alerts} and {@code ordersaga.operator.alerts.age}. */
@Configuration(proxyBeanMethods = false)
public class OperatorAlertConfiguration {

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(MeterBinder.class)
    static class MetricsConfiguration {

        @Bean
        MeterBinder operatorAlertMetrics(ObjectProvider<OperatorAlertSource> sources, Clock clock) {
            return registry -> sources.forEach(source -> register(source, registry, clock));
        }

        private static void register(OperatorAlertSource source, MeterRegistry registry, Clock clock) {
            Gauge.builder("ordersaga.operator.alerts", source, OperatorAlertSource::count)
                    .description("cases that do not continue automatically and need an operator")
                    .tag("kind", source.kind())
                    .strongReference(true)
                    .register(registry);
            Gauge.builder("ordersaga.operator.alerts.age", source, known -> age(known, clock))
                    .description("time since the oldest of these cases has made progress; 0 if there is none")
                    .baseUnit("seconds")
                    .tag("kind", source.kind())
                    .strongReference(true)
                    .register(registry);
        }

        private static double age(OperatorAlertSource source, Clock clock) {
            return source.oldest(1).stream()
                    .mapToDouble(alert ->
                            Duration.between(alert.since(), clock.instant()).toMillis() / 1000.0)
                    .findFirst()
                    .orElse(0);
        }
    }
}

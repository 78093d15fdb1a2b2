package dev.ordersaga.eventprocessing.alert;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The metric {@code ordersaga.operator.alerts}: what does not go on by itself, by kind; where Micrometer is. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass(MeterRegistry.class)
public class OperatorAlertMetricsConfiguration {

    @Bean
    MeterBinder attentionMetrics(ObjectProvider<OperatorAlertSource> finders) {
        return registry ->
                finders.forEach(finder -> Gauge.builder("ordersaga.operator.alerts", finder, OperatorAlertSource::count)
                        .description("what does not go on by itself and needs a person")
                        .tag("kind", finder.kind())
                        .strongReference(true)
                        .register(registry));
    }
}

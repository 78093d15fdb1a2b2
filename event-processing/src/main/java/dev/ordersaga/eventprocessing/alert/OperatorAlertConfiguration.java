package dev.ordersaga.eventprocessing.alert;

import dev.ordersaga.eventstore.schema.DatabaseSafetyMonitor;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wiring of the metric {@code ordersaga.operator.alerts} and of the alerts about the database. */
@Configuration(proxyBeanMethods = false)
public class OperatorAlertConfiguration {

    @Bean
    OperatorAlertSource unsafeDatabaseAlerts(DatabaseSafetyMonitor database) {
        return new UnsafeDatabaseAlerts(database);
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(MeterBinder.class)
    static class MetricsConfiguration {

        @Bean
        MeterBinder operatorAlertMetrics(ObjectProvider<OperatorAlertSource> sources) {
            return registry -> sources.forEach(
                    source -> Gauge.builder("ordersaga.operator.alerts", source, OperatorAlertSource::count)
                            .description("cases that do not continue automatically and need an operator")
                            .tag("kind", source.kind())
                            .strongReference(true)
                            .register(registry));
        }
    }
}

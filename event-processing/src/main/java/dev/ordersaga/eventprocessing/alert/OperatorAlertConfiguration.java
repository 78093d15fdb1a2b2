package dev.ordersaga.eventprocessing.alert;

import dev.ordersaga.eventstore.schema.DatabaseSafetyMonitor;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wiring of the metrics {@code ordersaga.operator.alerts} and {@code ordersaga.operator.alerts.age}, and of the alerts about the database. */
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
        MeterBinder operatorAlertMetrics(ObjectProvider<OperatorAlertSource> sources, Clock clock) {
            return registry -> sources.forEach(source -> new AlertMeasurement(source, clock).bindTo(registry));
        }
    }
}

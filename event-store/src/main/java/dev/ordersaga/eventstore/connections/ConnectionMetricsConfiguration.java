package dev.ordersaga.eventstore.connections;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.metrics.micrometer.MicrometerMetricsTrackerFactory;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** HikariCP's metrics of every pool, where Micrometer is on the class path; Spring Boot knows one pool only. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass(MeterBinder.class)
public class ConnectionMetricsConfiguration {

    @Bean
    MeterBinder connectionMetrics(ObjectProvider<ConnectionPools> pools) {
        return registry -> pools.ifAvailable(known -> {
            for (HikariDataSource pool : known.all()) {
                if (pool.getMetricRegistry() == null && pool.getMetricsTrackerFactory() == null) {
                    pool.setMetricsTrackerFactory(new MicrometerMetricsTrackerFactory(registry));
                }
            }
        });
    }
}

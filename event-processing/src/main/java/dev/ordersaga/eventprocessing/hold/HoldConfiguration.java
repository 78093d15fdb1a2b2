package dev.ordersaga.eventprocessing.hold;

import dev.ordersaga.eventprocessing.alert.OperatorAlertSource;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Clock;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Wiring of the hold: what is asked before money moves, and how it is seen. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(HoldSettings.class)
public class HoldConfiguration {

    @Bean
    Hold hold(JdbcClient jdbc, Clock clock, HoldSettings settings) {
        return new Hold(jdbc, clock, settings);
    }

    @Bean
    OperatorAlertSource holdAlerts(Hold hold) {
        return new HoldAlerts(hold);
    }

    /** Health {@code hold}: status {@code HOLD}, which leaves the service ready for traffic. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(HealthIndicator.class)
    static class HealthConfiguration {

        @Bean
        HealthIndicator holdHealthIndicator(Hold hold) {
            Status onHold = new Status("HOLD", "nothing that moves money is done until an operator releases the hold");
            return () -> (hold.isInForce() ? Health.status(onHold) : Health.up()).build();
        }
    }

    /** Metric {@code ordersaga.hold}. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(MeterBinder.class)
    static class MetricsConfiguration {

        @Bean
        MeterBinder holdMetrics(Hold hold) {
            return registry -> Gauge.builder("ordersaga.hold", hold, known -> known.isInForce() ? 1 : 0)
                    .description("1 while the system is on hold: nothing that moves money is done, no deadline fires")
                    .strongReference(true)
                    .register(registry);
        }
    }
}

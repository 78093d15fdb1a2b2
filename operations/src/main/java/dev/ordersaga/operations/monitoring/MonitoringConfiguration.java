package dev.ordersaga.operations.monitoring;

import dev.ordersaga.eventstore.connections.DatabaseFailure;
import dev.ordersaga.http.problem.DatabaseErrors;
import io.micrometer.core.instrument.Clock;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wiring of the time limits of health and metrics, and of the classification of database errors for responses. */
@Configuration(proxyBeanMethods = false)
public class MonitoringConfiguration {

    /** Health and metrics answer within two seconds: at most twice this. */
    private static final Duration LIMIT = Duration.ofMillis(700);

    private static final String OURS = "dev.ordersaga.";

    @Bean(destroyMethod = "close")
    static TimeLimit monitoringTimeLimit() {
        return new TimeLimit(LIMIT);
    }

    /** Replaces the registry where Spring Boot creates one, so that its conditions still decide. */
    @Bean
    static BeanPostProcessor timeLimitedMetrics(
            ObjectProvider<PrometheusConfig> config, ObjectProvider<Clock> clock, ObjectProvider<TimeLimit> limit) {
        return new BeanPostProcessor() {
            @Override
            public Object postProcessBeforeInitialization(Object bean, String name) {
                return bean.getClass() == PrometheusMeterRegistry.class
                        ? new TimeLimitedMeterRegistry(
                                config.getObject(),
                                ((PrometheusMeterRegistry) bean).getPrometheusRegistry(),
                                clock.getObject(),
                                limit.getObject())
                        : bean;
            }
        };
    }

    @Bean
    static BeanPostProcessor timeLimitedHealth(ObjectProvider<TimeLimit> limit) {
        return new BeanPostProcessor() {
            @Override
            public Object postProcessAfterInitialization(Object bean, String name) {
                return bean instanceof HealthIndicator indicator
                                && bean.getClass().getName().startsWith(OURS)
                        ? new TimeLimitedHealth(indicator, limit.getObject())
                        : bean;
            }
        };
    }

    @Bean
    OutOfMemoryExit outOfMemoryExit() {
        return OutOfMemoryExit.install();
    }

    @Bean
    DatabaseErrors databaseErrors() {
        return failure -> DatabaseFailure.of(failure).isTransient();
    }
}

package dev.ordersaga.eventprocessing.processors;

import dev.ordersaga.eventprocessing.alert.OperatorAlertSource;
import dev.ordersaga.eventprocessing.deadletter.DeadLetteringProcessorFactory;
import dev.ordersaga.eventstore.reading.ExactReading;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import javax.sql.DataSource;
import org.axonframework.common.jdbc.ConnectionProvider;
import org.axonframework.common.jdbc.UnitOfWorkAwareConnectionProviderWrapper;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.config.EventProcessingConfiguration;
import org.axonframework.messaging.correlation.CorrelationDataProvider;
import org.axonframework.messaging.correlation.SimpleCorrelationDataProvider;
import org.axonframework.serialization.Serializer;
import org.axonframework.spring.jdbc.SpringDataSourceConnectionProvider;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Wiring of processors: token and saga stores, error handling, correlation data, health and metrics. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({ClaimSettings.class, CorrelationSettings.class, SegmentSettings.class})
public class ProcessorsConfiguration {

    @Bean
    ConnectionProvider connectionProvider(DataSource dataSource) {
        return new UnitOfWorkAwareConnectionProviderWrapper(new SpringDataSourceConnectionProvider(dataSource));
    }

    @Bean
    ServiceSchemas serviceSchemas(ConnectionProvider connections, Serializer serializer, ClaimSettings claims) {
        return new ServiceSchemas(connections, serializer, claims);
    }

    @Bean
    ProcessorErrors processorErrors() {
        return new ProcessorErrors();
    }

    @Bean
    StreamingProcessorRegistration streamingProcessorRegistration(
            ServiceSchemas schemas,
            ProcessorErrors errors,
            ClaimSettings claims,
            DeadLetteringProcessorFactory processors,
            ProcessorPauseControl pauseControl,
            SegmentSettings segments,
            SegmentCensus census) {
        return new StreamingProcessorRegistration(schemas, errors, claims, processors, pauseControl, segments, census);
    }

    @Bean
    SegmentCensus segmentCensus() {
        return new SegmentCensus();
    }

    @Bean
    SegmentChanges segmentChanges(JdbcClient jdbc, Serializer serializer, ProcessorRegistry registry) {
        return new SegmentChanges(jdbc, serializer, registry);
    }

    @Bean
    ProcessorPauseControl processorPauseControl(
            JdbcClient jdbc,
            TransactionManager transactions,
            ObjectProvider<EventProcessingConfiguration> processing,
            Environment environment) {
        String service = environment.getProperty("spring.application.name", "unnamed");
        return new ProcessorPauseControl(jdbc, transactions, processing, service);
    }

    @Bean
    ProcessorRegistry processorRegistry(
            JdbcClient jdbc,
            Serializer serializer,
            ExactReading reading,
            ProcessorPauseControl pauseControl,
            ClaimSettings claims) {
        return new ProcessorRegistry(jdbc, serializer, reading, pauseControl, claims);
    }

    @Bean
    ProcessorBacklogs processorBacklogs(
            ProcessorRegistry registry,
            ObjectProvider<EventProcessingConfiguration> processing,
            ExactReading reading,
            JdbcClient jdbc,
            Clock clock) {
        return new ProcessorBacklogs(registry, processing, reading, jdbc, clock);
    }

    @Bean
    OperatorAlertSource stalledProcessorAlerts(ProcessorRegistry processors, Clock clock) {
        return new StalledProcessorAlerts(processors, clock);
    }

    /** Replaces Axon's {@code MessageOriginProvider}, whose data would be repeated in every event and read by nothing. */
    @Bean
    CorrelationDataProvider metadataCorrelation(CorrelationSettings settings) {
        return new SimpleCorrelationDataProvider(settings.keys().toArray(String[]::new));
    }

    /** Health {@code processors}. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(HealthIndicator.class)
    static class HealthConfiguration {

        @Bean
        HealthIndicator processorsHealthIndicator(
                EventProcessingConfiguration processing,
                TransactionManager transactions,
                ProcessorErrors errors,
                ClaimSettings claims,
                Clock clock) {
            return new ProcessorHealth(processing, transactions, errors, claims.timeout(), clock);
        }
    }

    /** Metrics {@code eventprocessing.processor.*}, registered once the processors have started. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(MeterRegistry.class)
    static class MetricsConfiguration {

        @Bean
        ApplicationListener<ApplicationStartedEvent> streamingProcessorMetrics(
                ObjectProvider<MeterRegistry> registry,
                EventProcessingConfiguration processing,
                ProcessorErrors errors,
                ExactReading reading,
                ProcessorRegistry registered,
                SegmentCensus census) {
            ProcessorMetrics metrics = new ProcessorMetrics(processing, errors, reading, registered, census);
            return event -> registry.ifAvailable(metrics::register);
        }
    }
}

package dev.ordersaga.eventprocessing.processors;

import dev.ordersaga.eventprocessing.alert.OperatorAlertSource;
import dev.ordersaga.eventprocessing.deadletter.DeadLetteringProcessorFactory;
import dev.ordersaga.eventstore.reading.ExactReading;
import java.time.Clock;
import org.axonframework.common.jdbc.ConnectionProvider;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.config.EventProcessingConfiguration;
import org.axonframework.messaging.correlation.CorrelationDataProvider;
import org.axonframework.messaging.correlation.MessageOriginProvider;
import org.axonframework.messaging.correlation.SimpleCorrelationDataProvider;
import org.axonframework.serialization.Serializer;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Wiring of processors: their schemas, their errors, and what an event hands on to what it causes. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({ClaimSettings.class, CorrelationSettings.class})
public class ProcessingConfiguration {

    @Bean
    ServiceSchemas serviceSchemas(ConnectionProvider connections, Serializer serializer, ClaimSettings claims) {
        return new ServiceSchemas(connections, serializer, claims);
    }

    @Bean
    ProcessorErrors processorErrors() {
        return new ProcessorErrors();
    }

    @Bean
    StreamingProcessorRegistration streamingProcessors(
            ServiceSchemas schemas,
            ProcessorErrors errors,
            ClaimSettings claims,
            DeadLetteringProcessorFactory quarantine,
            ProcessorPauseControl switches) {
        return new StreamingProcessorRegistration(schemas, errors, claims, quarantine, switches);
    }

    @Bean
    ProcessorPauseControl processorSwitches(
            JdbcClient jdbc,
            TransactionManager transactions,
            ObjectProvider<EventProcessingConfiguration> processing,
            Environment environment) {
        String service = environment.getProperty("spring.application.name", "unnamed");
        return new ProcessorPauseControl(jdbc, transactions, processing, service);
    }

    @Bean
    ProcessorRegistry processors(
            JdbcClient jdbc, Serializer serializer, ExactReading reading, ProcessorPauseControl switches) {
        return new ProcessorRegistry(jdbc, serializer, reading, switches);
    }

    @Bean
    OperatorAlertSource stalledProcessors(ProcessorRegistry processors, Clock clock) {
        return new StalledProcessorAlerts(processors, clock);
    }

    @Bean
    CorrelationDataProvider handedOnMetadata(CorrelationSettings settings) {
        return new SimpleCorrelationDataProvider(settings.keys().toArray(String[]::new));
    }

    /** Axon's own default, which would go away with the provider above. */
    @Bean
    CorrelationDataProvider messageOriginProvider() {
        return new MessageOriginProvider();
    }
}

package dev.ordersaga.eventstore.processing;

import dev.ordersaga.eventstore.quarantine.QuarantinedProcessors;
import org.axonframework.common.jdbc.ConnectionProvider;
import org.axonframework.messaging.correlation.CorrelationDataProvider;
import org.axonframework.messaging.correlation.MessageOriginProvider;
import org.axonframework.messaging.correlation.SimpleCorrelationDataProvider;
import org.axonframework.serialization.Serializer;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wiring of processors: their schemas, their errors, and what an event hands on to what it causes. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({ClaimSettings.class, CorrelationSettings.class})
public class ProcessingModule {

    @Bean
    ServiceSchemas serviceSchemas(ConnectionProvider connections, Serializer serializer, ClaimSettings claims) {
        return new ServiceSchemas(connections, serializer, claims);
    }

    @Bean
    ProcessorErrors processorErrors() {
        return new ProcessorErrors();
    }

    @Bean
    StreamingProcessors streamingProcessors(
            ServiceSchemas schemas, ProcessorErrors errors, ClaimSettings claims, QuarantinedProcessors quarantine) {
        return new StreamingProcessors(schemas, errors, claims, quarantine);
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

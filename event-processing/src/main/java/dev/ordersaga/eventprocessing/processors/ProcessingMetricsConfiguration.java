package dev.ordersaga.eventprocessing.processors;

import dev.ordersaga.eventstore.reading.ExactReading;
import io.micrometer.core.instrument.MeterRegistry;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.config.EventProcessingConfiguration;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Metrics of processors, where Micrometer is on the class path and a registry exists. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass(MeterRegistry.class)
public class ProcessingMetricsConfiguration {

    @Bean
    ApplicationListener<ApplicationStartedEvent> streamingProcessorMetrics(
            ObjectProvider<MeterRegistry> registry,
            EventProcessingConfiguration processing,
            TransactionManager transactions,
            ProcessorErrors errors,
            ExactReading reading) {
        ProcessorMetrics metrics = new ProcessorMetrics(processing, transactions, errors, reading);
        return event -> registry.ifAvailable(metrics::register);
    }
}

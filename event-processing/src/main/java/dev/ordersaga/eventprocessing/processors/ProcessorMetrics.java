package dev.ordersaga.eventprocessing.processors;

import dev.ordersaga.eventstore.reading.ExactReading;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.config.EventProcessingConfiguration;
import org.axonframework.eventhandling.StreamingEventProcessor;
import org.axonframework.eventhandling.tokenstore.TokenStore;

/** Registers the metrics of each streaming processor, after they have started and their segments are known. */
record ProcessorMetrics(
        EventProcessingConfiguration processing,
        TransactionManager transactions,
        ProcessorErrors errors,
        ExactReading reading,
        ProcessorRegistry registered) {

    void register(MeterRegistry registry) {
        processing.eventProcessors().forEach((name, processor) -> {
            if (processor instanceof StreamingEventProcessor streaming) {
                register(registry, name, streaming);
            }
        });
    }

    private void register(MeterRegistry registry, String name, StreamingEventProcessor processor) {
        FunctionCounter.builder("eventprocessing.processor.errors", errors, counted -> counted.of(name))
                .description("exceptions of the processor's handlers; each is retried")
                .tag("processor", name)
                .register(registry);
        TokenStore tokens = processing.tokenStore(name);
        for (int segment : transactions.fetchInTransaction(() -> tokens.fetchSegments(name))) {
            Tags tags = Tags.of("processor", name, "segment", Integer.toString(segment));
            ProcessorLag lag = new ProcessorLag(processor, segment, reading, registered);
            Gauge.builder("eventprocessing.processor.lag", lag, ProcessorLag::events)
                    .description("number of events between the segment's position and the newest one")
                    .tags(tags)
                    .strongReference(true)
                    .register(registry);
            Gauge.builder("eventprocessing.processor.behind", lag, ProcessorLag::seconds)
                    .description("age of the next event to process")
                    .baseUnit("seconds")
                    .tags(tags)
                    .strongReference(true)
                    .register(registry);
        }
    }
}

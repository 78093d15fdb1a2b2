package dev.ordersaga.eventprocessing.processors;

import dev.ordersaga.eventstore.reading.ExactReading;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.List;
import org.axonframework.config.EventProcessingConfiguration;
import org.axonframework.eventhandling.StreamingEventProcessor;

/** Registers the metrics of each streaming processor after they have started, and those of its segments as they change. */
record ProcessorMetrics(
        EventProcessingConfiguration processing,
        ProcessorErrors errors,
        ExactReading reading,
        ProcessorRegistry registered,
        SegmentCensus census) {

    private static final String LAG = "eventprocessing.processor.lag";
    private static final String BEHIND = "eventprocessing.processor.behind";

    void register(MeterRegistry registry) {
        processing.eventProcessors().forEach((name, processor) -> {
            if (processor instanceof StreamingEventProcessor streaming) {
                FunctionCounter.builder("eventprocessing.processor.errors", errors, counted -> counted.of(name))
                        .description("exceptions of the processor's handlers; each is retried")
                        .tag("processor", name)
                        .register(registry);
            }
        });
        census.onChange((name, segments) -> processing
                .eventProcessor(name, StreamingEventProcessor.class)
                .ifPresent(processor -> update(registry, processor, segments)));
    }

    private void update(MeterRegistry registry, StreamingEventProcessor processor, List<Integer> segments) {
        for (String name : List.of(LAG, BEHIND)) {
            registry.find(name).tag("processor", processor.getName()).meters().stream()
                    .filter(meter -> segments.stream()
                            .noneMatch(id ->
                                    Integer.toString(id).equals(meter.getId().getTag("segment"))))
                    .forEach(registry::remove);
        }
        segments.stream()
                .filter(id -> registry.find(LAG).tags(tags(processor, id)).gauge() == null)
                .forEach(id -> register(registry, processor, id));
    }

    private void register(MeterRegistry registry, StreamingEventProcessor processor, int segment) {
        Tags tags = tags(processor, segment);
        ProcessorLag lag = new ProcessorLag(processor, segment, reading, registered);
        Gauge.builder(LAG, lag, ProcessorLag::events)
                .description("number of events between the segment's position and the newest one")
                .tags(tags)
                .strongReference(true)
                .register(registry);
        Gauge.builder(BEHIND, lag, ProcessorLag::seconds)
                .description("age of the next event to process")
                .baseUnit("seconds")
                .tags(tags)
                .strongReference(true)
                .register(registry);
    }

    private static Tags tags(StreamingEventProcessor processor, int segment) {
        return Tags.of("processor", processor.getName(), "segment", Integer.toString(segment));
    }
}

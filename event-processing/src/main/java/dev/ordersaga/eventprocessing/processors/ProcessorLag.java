package dev.ordersaga.eventprocessing.processors;

import dev.ordersaga.eventprocessing.processors.ProcessorInfo.SegmentView;
import dev.ordersaga.eventstore.reading.ExactReading;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.axonframework.eventhandling.EventTrackerStatus;
import org.axonframework.eventhandling.StreamingEventProcessor;

/**
 * Lag of one segment of a processor. A segment that no process has claimed is measured by its stored position. What is not
 * known here is not a number, never zero: another process has claimed the segment and reports it, or nothing was stored yet.
 */
final class ProcessorLag {

    private final StreamingEventProcessor processor;
    private final int segment;
    private final ExactReading reading;
    private final ProcessorRegistry registry;

    ProcessorLag(StreamingEventProcessor processor, int segment, ExactReading reading, ProcessorRegistry registry) {
        this.processor = processor;
        this.segment = segment;
        this.reading = reading;
        this.registry = registry;
    }

    /** Number of indexes between the segment's position and the newest one; void ones count until they are passed. */
    double events() {
        EventTrackerStatus local = processor.processingStatus().get(segment);
        return local == null ? unclaimed(SegmentView::lag) : Math.max(0, reading.head() - positionOf(local));
    }

    /** Age in seconds of the next event to process; zero if there is none. */
    double seconds() {
        EventTrackerStatus local = processor.processingStatus().get(segment);
        if (local == null) {
            return unclaimed(SegmentView::secondsBehind);
        }
        long position = positionOf(local);
        return reading.head() <= position
                ? 0
                : reading.ageOfFirstAfter(position).toMillis() / 1000.0;
    }

    private static long positionOf(EventTrackerStatus status) {
        return status.getCurrentPosition().orElse(0);
    }

    private double unclaimed(ToDoubleFunction<SegmentView> lag) {
        Optional<SegmentView> stored = registry.segment(processor.getName(), segment);
        return stored.filter(one -> one.owner() == null).map(lag::applyAsDouble).orElse(Double.NaN);
    }
}

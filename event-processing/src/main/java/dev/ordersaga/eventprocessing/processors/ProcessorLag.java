package dev.ordersaga.eventprocessing.processors;

import dev.ordersaga.eventstore.reading.ExactReading;
import java.util.function.BooleanSupplier;
import org.axonframework.eventhandling.EventTrackerStatus;
import org.axonframework.eventhandling.StreamingEventProcessor;

/**
 * Lag of one segment of a processor; NaN while another process has claimed it. An unclaimed segment, whose handler has
 * failed, keeps the position last seen in this process.
 */
final class ProcessorLag {

    private final StreamingEventProcessor processor;
    private final int segment;
    private final ExactReading reading;
    private final BooleanSupplier unclaimed;
    private volatile long position;

    /** @param unclaimed whether no process has claimed the segment */
    ProcessorLag(StreamingEventProcessor processor, int segment, ExactReading reading, BooleanSupplier unclaimed) {
        this.processor = processor;
        this.segment = segment;
        this.reading = reading;
        this.unclaimed = unclaimed;
    }

    /** Number of indexes between the segment's position and the newest one; void ones count until they are passed. */
    double events() {
        return isLocalOrUnclaimed() ? Math.max(0, reading.head() - position) : Double.NaN;
    }

    /** Age in seconds of the next event to process; zero if there is none. */
    double seconds() {
        if (!isLocalOrUnclaimed()) {
            return Double.NaN;
        }
        return reading.head() <= position
                ? 0
                : reading.ageOfFirstAfter(position).toMillis() / 1000.0;
    }

    private boolean isLocalOrUnclaimed() {
        EventTrackerStatus status = processor.processingStatus().get(segment);
        if (status == null) {
            return unclaimed.getAsBoolean();
        }
        position = status.getCurrentPosition().orElse(0);
        return true;
    }
}

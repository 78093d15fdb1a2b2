package dev.ordersaga.eventprocessing.processors;

import dev.ordersaga.eventstore.reading.ExactReading;
import java.util.function.BooleanSupplier;
import org.axonframework.eventhandling.EventTrackerStatus;
import org.axonframework.eventhandling.StreamingEventProcessor;

/**
 * How far one segment of a processor is behind the events; not a number while another process has it. A segment that
 * nobody has, because its handler failed, stays where it was last seen here.
 */
final class ProcessorLag {

    private final StreamingEventProcessor processor;
    private final int segment;
    private final ExactReading reading;
    private final BooleanSupplier idle;
    private volatile long lastSeen;

    /** @param idle whether nobody has claimed the segment */
    ProcessorLag(StreamingEventProcessor processor, int segment, ExactReading reading, BooleanSupplier idle) {
        this.processor = processor;
        this.segment = segment;
        this.reading = reading;
        this.idle = idle;
    }

    /** Indexes between the segment's position and the newest one; void ones count until they are passed. */
    double events() {
        return isOurs() ? Math.max(0, reading.head() - lastSeen) : Double.NaN;
    }

    /** Seconds since the next event that it has to process happened; zero if there is none. */
    double seconds() {
        if (!isOurs()) {
            return Double.NaN;
        }
        return reading.head() <= lastSeen ? 0 : reading.behind(lastSeen).toMillis() / 1000.0;
    }

    private boolean isOurs() {
        EventTrackerStatus status = processor.processingStatus().get(segment);
        if (status == null) {
            return idle.getAsBoolean();
        }
        lastSeen = status.getCurrentPosition().orElse(0);
        return true;
    }
}

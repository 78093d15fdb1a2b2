package dev.ordersaga.eventprocessing.processors;

import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Into how many segments processors are divided when they start for the first time on a database.
 *
 * @param segments number by processor, 1 to 64; what is stored already is changed by operators only
 */
@ConfigurationProperties("event-processing")
public record SegmentSettings(@DefaultValue Map<String, Integer> segments) {

    /** More would not be used: each segment is handled by one thread, and half of the cores serve requests. */
    private static final int MOST_BY_DEFAULT = 4;

    public SegmentSettings {
        segments.forEach((processor, number) -> {
            if (number < 1 || number > SegmentChanges.MOST_SEGMENTS) {
                throw new IllegalArgumentException("event-processing.segments." + processor + " must be from 1 to "
                        + SegmentChanges.MOST_SEGMENTS);
            }
        });
    }

    /** One for every two cores, at least one: a segment more on a small machine only makes the batches smaller. */
    public static int ofCores() {
        return Math.clamp(Runtime.getRuntime().availableProcessors() / 2, 1, MOST_BY_DEFAULT);
    }

    int of(StreamingProcessor processor) {
        return segments.getOrDefault(processor.name(), processor.segments());
    }
}

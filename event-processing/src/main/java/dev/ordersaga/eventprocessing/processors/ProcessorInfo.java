package dev.ordersaga.eventprocessing.processors;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * State of a processor, for operators.
 *
 * @param service service that it belongs to
 * @param paused whether an operator has paused it
 */
public record ProcessorInfo(String name, String service, boolean paused, List<SegmentView> segments) {

    /**
     * State of one of its segments.
     *
     * @param owner process that has claimed it; null if unclaimed, or if its claim has ended
     * @param position index of the last event that it has handled
     * @param lag number of indexes behind the newest one
     * @param secondsBehind age of the next event to handle; zero if there is none
     */
    public record SegmentView(int segment, @Nullable String owner, long position, long lag, double secondsBehind) {}
}

package dev.ordersaga.eventprocessing.processors;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A processor, as an operator sees it.
 *
 * @param service whose it is
 * @param paused whether an operator has paused it
 */
public record ProcessorInfo(String name, String service, boolean paused, List<SegmentView> segments) {

    /**
     * One of its segments.
     *
     * @param owner the process that has it; null if nobody has
     * @param position index of the last event that it has handled
     * @param lag how many indexes it is behind the newest one
     * @param secondsBehind the age of the next event that it has to handle; zero if there is none
     */
    public record SegmentView(int segment, @Nullable String owner, long position, long lag, double secondsBehind) {}
}

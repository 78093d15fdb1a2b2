package dev.ordersaga.eventprocessing.processors;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;

/** The segments that this process last saw of each of its processors; they change when operators split or merge them. */
final class SegmentCensus {

    private final Map<String, List<Integer>> known = new ConcurrentHashMap<>();
    private final List<BiConsumer<String, List<Integer>>> listeners = new CopyOnWriteArrayList<>();

    void seen(String processor, List<Integer> segments) {
        if (!segments.equals(known.put(processor, List.copyOf(segments)))) {
            listeners.forEach(listener -> listener.accept(processor, segments));
        }
    }

    /** @param listener called now with what is known, and with every change */
    void onChange(BiConsumer<String, List<Integer>> listener) {
        listeners.add(listener);
        known.forEach(listener);
    }
}

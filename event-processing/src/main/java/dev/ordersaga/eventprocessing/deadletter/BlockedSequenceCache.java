package dev.ordersaga.eventprocessing.deadletter;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * In-memory copy of one processor's sequences with dead letters, so that events of all other sequences cost no query. Only
 * the owner of a segment adds to it, and reads the table again with each claim: the cache may contain a sequence that has
 * no dead letters any more, but never lacks one that has.
 */
final class BlockedSequenceCache {

    private final DeadLetterTables tables;
    private final String processor;
    private final Map<Integer, Set<String>> bySegment = new ConcurrentHashMap<>();

    BlockedSequenceCache(DeadLetterTables tables, String processor) {
        this.tables = tables;
        this.processor = processor;
    }

    /** Invalidates a segment that this process has claimed: another process may have had it. */
    void claimed(int segment) {
        bySegment.remove(segment);
    }

    /** Invalidates all segments. */
    void clear() {
        bySegment.clear();
    }

    boolean contains(int segment, String sequence) {
        return in(segment).contains(sequence);
    }

    void add(SequenceKey key) {
        in(key.segment()).add(key.sequence());
    }

    void remove(SequenceKey key) {
        in(key.segment()).remove(key.sequence());
    }

    private Set<String> in(int segment) {
        return bySegment.computeIfAbsent(segment, number -> {
            Set<String> sequences = ConcurrentHashMap.newKeySet();
            sequences.addAll(tables.sequences(processor, number));
            return sequences;
        });
    }
}

package dev.ordersaga.eventprocessing.deadletter;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What one processor knows of its sequences in quarantine, so that nothing is asked for events of all others. Only the
 * owner of a segment adds to it, and it reads the table anew with each claim: it may hold a sequence that has left, never
 * lack one that is in.
 */
final class BlockedSequenceCache {

    private final DeadLetterTables tables;
    private final String processor;
    private final Map<Integer, Set<String>> bySegment = new ConcurrentHashMap<>();

    BlockedSequenceCache(DeadLetterTables tables, String processor) {
        this.tables = tables;
        this.processor = processor;
    }

    /** From here on what was known of the segment may be outdated: another process may have had it. */
    void claimed(int segment) {
        bySegment.remove(segment);
    }

    /** From here on all of it may be outdated. */
    void forget() {
        bySegment.clear();
    }

    boolean has(int segment, String sequence) {
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
            Set<String> known = ConcurrentHashMap.newKeySet();
            known.addAll(tables.sequences(processor, number));
            return known;
        });
    }
}

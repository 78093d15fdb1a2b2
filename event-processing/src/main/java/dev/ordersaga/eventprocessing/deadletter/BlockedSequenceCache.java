package dev.ordersaga.eventprocessing.deadletter;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * In-memory copy of one processor's sequences with dead letters, so that events of all other sequences cost no query. Only
 * the owner of a segment adds to its sequences, and all are read again with each claim: the cache may contain a sequence
 * that has no dead letters any more, but never lacks one that has and belongs to a segment of this process.
 */
final class BlockedSequenceCache {

    private final DeadLetterTables tables;
    private final String processor;
    /** At most one entry, of the processor: a map for its atomic computation. */
    private final Map<String, Set<String>> loaded = new ConcurrentHashMap<>();

    BlockedSequenceCache(DeadLetterTables tables, String processor) {
        this.tables = tables;
        this.processor = processor;
    }

    /** Invalidates the copy: this process has claimed a segment that another one may have had, or dead letters were added. */
    void clear() {
        loaded.clear();
    }

    boolean contains(String sequence) {
        return all().contains(sequence);
    }

    void add(SequenceKey key) {
        all().add(key.sequence());
    }

    void remove(SequenceKey key) {
        all().remove(key.sequence());
    }

    private Set<String> all() {
        return loaded.computeIfAbsent(processor, name -> {
            Set<String> sequences = ConcurrentHashMap.newKeySet();
            sequences.addAll(tables.sequences(name));
            return sequences;
        });
    }
}

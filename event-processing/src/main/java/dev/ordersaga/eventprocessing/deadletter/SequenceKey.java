package dev.ordersaga.eventprocessing.deadletter;

/**
 * Identifies a sequence of events of one processor, whatever the segments that the processor is divided into.
 *
 * @param processor name of the processor
 * @param sequence identifier that its events have in common, such as the id of their order
 */
public record SequenceKey(String processor, String sequence) {

    /** By which Axon assigns the sequence to a segment; the hash code of a text is the same everywhere. */
    int hash() {
        return sequence.hashCode();
    }
}

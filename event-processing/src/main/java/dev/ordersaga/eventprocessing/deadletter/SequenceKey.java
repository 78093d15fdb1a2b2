package dev.ordersaga.eventprocessing.deadletter;

/**
 * Identifies a sequence of events of one processor.
 *
 * @param processor name of the processor
 * @param segment the processor's segment that the sequence belongs to
 * @param sequence identifier that its events have in common, such as the id of their order
 */
public record SequenceKey(String processor, int segment, String sequence) {}

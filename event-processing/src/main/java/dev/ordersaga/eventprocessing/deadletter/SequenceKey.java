package dev.ordersaga.eventprocessing.deadletter;

/**
 * A sequence in quarantine.
 *
 * @param processor the processor that cannot go on with it
 * @param segment the processor's segment that it belongs to
 * @param sequence what its events have in common, such as the id of their order
 */
public record SequenceKey(String processor, int segment, String sequence) {}

package dev.ordersaga.eventprocessing.completeness;

/**
 * An event that a processor has passed without handling it.
 *
 * @param sequence identifier of its sequence, such as the id of an order
 * @param position global index of the event
 * @param missing the missing effect, for people
 */
public record UnhandledEvent(String sequence, long position, String missing) {}

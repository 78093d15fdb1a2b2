package dev.ordersaga.eventprocessing.completeness;

/**
 * An event that was passed without a trace.
 *
 * @param sequence what it is part of, such as the id of an order
 * @param position its index
 * @param what is missing, for people
 */
public record UnhandledEvent(String sequence, long position, String what) {}

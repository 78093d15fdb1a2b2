package dev.ordersaga.eventprocessing.processors;

import java.time.Duration;

/**
 * What a processor has not handled yet.
 *
 * @param position index up to which all of its segments have handled the events
 * @param behind number of indexes between the position and the newest one
 * @param age of the oldest event of the asked type that it has not handled; zero if there is none
 */
public record ProcessorBacklog(long position, long behind, Duration age) {}

/**
 * Dead letters (in the documentation also: the quarantine): an event that a processor cannot handle waits here together
 * with those that follow it in its sequence, in order, while all other sequences continue.
 */
@NullMarked
package dev.ordersaga.eventprocessing.deadletter;

import org.jspecify.annotations.NullMarked;

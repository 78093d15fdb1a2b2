/** What a processor cannot handle waits here, sequence by sequence and in order, while everything else flows. */
@NullMarked
package dev.ordersaga.eventprocessing.deadletter;

import org.jspecify.annotations.NullMarked;

/** Tests of dead letters. */
@NullMarked
package dev.ordersaga.eventprocessing.deadletter;

import org.jspecify.annotations.NullMarked;

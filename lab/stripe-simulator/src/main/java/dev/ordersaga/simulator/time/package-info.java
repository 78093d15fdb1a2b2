/** The simulator's own time: a clock that can be put forward, and what is due later. */
@NullMarked
package dev.ordersaga.simulator.time;

import org.jspecify.annotations.NullMarked;

/** The simulated time: a clock that can be advanced, and timers. */
@NullMarked
package dev.ordersaga.simulator.time;

import org.jspecify.annotations.NullMarked;

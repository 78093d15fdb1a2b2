/** Fault injection by rules and by seed, with a log of every injected fault. */
@NullMarked
package dev.ordersaga.simulator.fault;

import org.jspecify.annotations.NullMarked;

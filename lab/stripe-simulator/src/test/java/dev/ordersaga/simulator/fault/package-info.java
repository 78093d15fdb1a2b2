/** Unit tests without a server. */
@NullMarked
package dev.ordersaga.simulator.fault;

import org.jspecify.annotations.NullMarked;

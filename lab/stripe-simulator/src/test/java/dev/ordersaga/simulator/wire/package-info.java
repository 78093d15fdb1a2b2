/** Unit tests without a server. */
@NullMarked
package dev.ordersaga.simulator.wire;

import org.jspecify.annotations.NullMarked;

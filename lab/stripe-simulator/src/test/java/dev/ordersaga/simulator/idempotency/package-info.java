/** Unit tests without a server. */
@NullMarked
package dev.ordersaga.simulator.idempotency;

import org.jspecify.annotations.NullMarked;

/** One response per Idempotency-Key. */
@NullMarked
package dev.ordersaga.simulator.idempotency;

import org.jspecify.annotations.NullMarked;

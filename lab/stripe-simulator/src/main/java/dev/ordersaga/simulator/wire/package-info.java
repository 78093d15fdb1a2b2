/** Stripe's wire format: form parameters in, JSON objects and errors out. */
@NullMarked
package dev.ordersaga.simulator.wire;

import org.jspecify.annotations.NullMarked;

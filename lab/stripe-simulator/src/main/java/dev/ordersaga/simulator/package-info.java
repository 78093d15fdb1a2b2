/** Stripe simulator: a process that implements the subset of the Stripe API that an order service needs. */
@NullMarked
package dev.ordersaga.simulator;

import org.jspecify.annotations.NullMarked;

/** A stand-in payment provider as its own process: the Stripe-shaped part of it that an order service needs. */
@NullMarked
package dev.ordersaga.simulator;

import org.jspecify.annotations.NullMarked;

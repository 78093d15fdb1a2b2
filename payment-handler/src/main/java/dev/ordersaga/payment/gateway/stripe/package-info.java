/** Stripe, or whoever speaks its interface: one payment intent for each attempt. */
@NullMarked
package dev.ordersaga.payment.gateway.stripe;

import org.jspecify.annotations.NullMarked;

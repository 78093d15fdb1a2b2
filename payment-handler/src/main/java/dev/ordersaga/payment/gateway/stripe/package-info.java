/** Adapter for Stripe and for servers with Stripe's API: one payment intent per attempt. */
@NullMarked
package dev.ordersaga.payment.gateway.stripe;

import org.jspecify.annotations.NullMarked;

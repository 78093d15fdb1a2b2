/** A payment provider without a provider: what it answers follows from the payment-method token alone. */
@NullMarked
package dev.ordersaga.payment.gateway.simulated;

import org.jspecify.annotations.NullMarked;

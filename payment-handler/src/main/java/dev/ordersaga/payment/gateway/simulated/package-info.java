/**
 * Simulated payment provider: runs in process, and its answers depend on the payment method token and the time only.
 */
@NullMarked
package dev.ordersaga.payment.gateway.simulated;

import org.jspecify.annotations.NullMarked;

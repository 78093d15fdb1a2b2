/** Webhook delivery: signed events for the merchant's endpoints. */
@NullMarked
package dev.ordersaga.simulator.webhook;

import org.jspecify.annotations.NullMarked;

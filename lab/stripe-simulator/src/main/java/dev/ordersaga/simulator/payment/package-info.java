/** What the provider decides: payment intents, charges, refunds, disputes, and the events that tell of them. */
@NullMarked
package dev.ordersaga.simulator.payment;

import org.jspecify.annotations.NullMarked;

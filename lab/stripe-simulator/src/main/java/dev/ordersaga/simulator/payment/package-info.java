/** PaymentIntents, charges, refunds, disputes and their events, and the store that keeps them. */
@NullMarked
package dev.ordersaga.simulator.payment;

import org.jspecify.annotations.NullMarked;

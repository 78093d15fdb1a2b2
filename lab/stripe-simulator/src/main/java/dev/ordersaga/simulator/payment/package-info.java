/** Payment engine: PaymentIntents, charges, refunds, disputes and their events. */
@NullMarked
package dev.ordersaga.simulator.payment;

import org.jspecify.annotations.NullMarked;

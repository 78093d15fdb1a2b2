/** Payment: one payment per order, its attempts, and the durable calls that carry them to a provider. */
@NullMarked
package dev.ordersaga.payment;

import org.jspecify.annotations.NullMarked;

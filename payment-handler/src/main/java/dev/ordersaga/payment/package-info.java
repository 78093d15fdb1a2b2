/** The payment of an order: aggregate, folded state, rules for outcomes and disputes, commands, idempotency keys. */
@NullMarked
package dev.ordersaga.payment;

import org.jspecify.annotations.NullMarked;

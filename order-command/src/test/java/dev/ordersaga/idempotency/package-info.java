/** Tests of the idempotency store. */
@NullMarked
package dev.ordersaga.idempotency;

import org.jspecify.annotations.NullMarked;

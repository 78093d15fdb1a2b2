/** A request with the same key is carried out once; its answer is kept and given again. */
@NullMarked
package dev.ordersaga.idempotency;

import org.jspecify.annotations.NullMarked;

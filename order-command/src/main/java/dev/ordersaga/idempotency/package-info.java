/** Idempotency keys: a request with the same key is executed once; its response is stored and returned again. */
@NullMarked
package dev.ordersaga.idempotency;

import org.jspecify.annotations.NullMarked;

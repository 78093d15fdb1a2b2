/** The other parts of a request: idempotency keys, entity tags, ids, queries. */
@NullMarked
package dev.ordersaga.http.request;

import org.jspecify.annotations.NullMarked;

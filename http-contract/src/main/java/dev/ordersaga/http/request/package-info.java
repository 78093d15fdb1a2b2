/** Parsers of request headers, path ids and query parameters: idempotency keys, entity tags, preferences. */
@NullMarked
package dev.ordersaga.http.request;

import org.jspecify.annotations.NullMarked;

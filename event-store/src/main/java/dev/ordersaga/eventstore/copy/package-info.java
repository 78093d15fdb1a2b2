/** Bulk writing of rows by PostgreSQL's COPY. */
@NullMarked
package dev.ordersaga.eventstore.copy;

import org.jspecify.annotations.NullMarked;

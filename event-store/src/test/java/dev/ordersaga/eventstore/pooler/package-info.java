/** The event store behind a connection pooler in transaction mode. */
@NullMarked
package dev.ordersaga.eventstore.pooler;

import org.jspecify.annotations.NullMarked;

/** Tests of the connection pools, on a real PostgreSQL behind a proxy that can be closed. */
@NullMarked
package dev.ordersaga.eventstore.connections;

import org.jspecify.annotations.NullMarked;

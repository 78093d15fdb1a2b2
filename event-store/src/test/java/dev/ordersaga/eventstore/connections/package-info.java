/** Tests of the pools, on a real PostgreSQL behind a door that can be shut. */
@NullMarked
package dev.ordersaga.eventstore.connections;

import org.jspecify.annotations.NullMarked;

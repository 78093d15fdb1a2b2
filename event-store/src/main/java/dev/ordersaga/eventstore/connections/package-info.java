/** Connections to the database: a pool for each purpose, so that none starves another, and one eye on whether it is there. */
@NullMarked
package dev.ordersaga.eventstore.connections;

import org.jspecify.annotations.NullMarked;

/** Database connections: one pool per purpose, so that no kind of work starves another, and shared outage detection. */
@NullMarked
package dev.ordersaga.eventstore.connections;

import org.jspecify.annotations.NullMarked;

/** Axon's event store on PostgreSQL: what an application gets by having this module on its class path. */
@NullMarked
package dev.ordersaga.eventstore;

import org.jspecify.annotations.NullMarked;

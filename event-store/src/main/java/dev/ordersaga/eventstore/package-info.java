/** Axon's event store on PostgreSQL with exact reading: an application gets it by having this module on its class path. */
@NullMarked
package dev.ordersaga.eventstore;

import org.jspecify.annotations.NullMarked;

/** Event processing on top of the event store: processors, dead letters, durable tasks, sagas, rebuilds and audits. */
@NullMarked
package dev.ordersaga.eventprocessing;

import org.jspecify.annotations.NullMarked;

/** Locking for repositories of event-sourced aggregates. */
@NullMarked
package dev.ordersaga.eventstore.aggregates;

import org.jspecify.annotations.NullMarked;

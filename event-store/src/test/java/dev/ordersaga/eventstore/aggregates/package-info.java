/** What repositories of event-sourced aggregates need beside the store. */
@NullMarked
package dev.ordersaga.eventstore.aggregates;

import org.jspecify.annotations.NullMarked;

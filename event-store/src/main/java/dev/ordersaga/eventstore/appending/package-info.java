/** Appending the events of a unit of work and loading the events of an aggregate, by one SQL statement each. */
@NullMarked
package dev.ordersaga.eventstore.appending;

import org.jspecify.annotations.NullMarked;

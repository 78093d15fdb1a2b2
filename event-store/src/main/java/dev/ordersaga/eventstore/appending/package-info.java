/** One statement stores the events of a unit of work; one loads the events of an aggregate. */
@NullMarked
package dev.ordersaga.eventstore.appending;

import org.jspecify.annotations.NullMarked;

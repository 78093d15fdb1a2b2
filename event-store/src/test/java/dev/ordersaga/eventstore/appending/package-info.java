/** Appending and loading of events. */
@NullMarked
package dev.ordersaga.eventstore.appending;

import org.jspecify.annotations.NullMarked;

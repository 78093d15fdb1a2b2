/** Faults. */
@NullMarked
package dev.ordersaga.eventstore.faults;

import org.jspecify.annotations.NullMarked;

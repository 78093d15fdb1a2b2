/** Saga store with optimistic locking and one statement per operation. */
@NullMarked
package dev.ordersaga.eventprocessing.sagas;

import org.jspecify.annotations.NullMarked;

/** Durable tasks. */
@NullMarked
package dev.ordersaga.eventstore.scheduling;

import org.jspecify.annotations.NullMarked;

/** Durable tasks of a service (db-scheduler), in its own schema: deadlines, calls, housekeeping. */
@NullMarked
package dev.ordersaga.eventstore.scheduling;

import org.jspecify.annotations.NullMarked;

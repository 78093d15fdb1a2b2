/** Durable tasks of a service (db-scheduler), in its own schema: deadlines, provider calls, housekeeping. */
@NullMarked
package dev.ordersaga.eventprocessing.scheduling;

import org.jspecify.annotations.NullMarked;

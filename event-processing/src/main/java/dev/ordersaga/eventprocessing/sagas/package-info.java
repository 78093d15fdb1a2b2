/** Sagas in PostgreSQL: one statement for each step, and no change that another process would not know of. */
@NullMarked
package dev.ordersaga.eventprocessing.sagas;

import org.jspecify.annotations.NullMarked;

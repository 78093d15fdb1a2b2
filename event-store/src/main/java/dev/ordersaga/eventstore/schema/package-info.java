/** Schemas and their migrations; start-up check of the database. */
@NullMarked
package dev.ordersaga.eventstore.schema;

import org.jspecify.annotations.NullMarked;

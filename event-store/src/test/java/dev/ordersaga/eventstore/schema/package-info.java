/** Schemas and their migrations; start-up refuses what would lose events. */
@NullMarked
package dev.ordersaga.eventstore.schema;

import org.jspecify.annotations.NullMarked;

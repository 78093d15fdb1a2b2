/** Health and metrics that answer in time whatever the database does. */
@NullMarked
package dev.ordersaga.operations.monitoring;

import org.jspecify.annotations.NullMarked;

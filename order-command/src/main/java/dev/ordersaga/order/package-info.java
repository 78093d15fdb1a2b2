/** The order aggregate: its decisions, and the wiring of the feature. */
@NullMarked
package dev.ordersaga.order;

import org.jspecify.annotations.NullMarked;

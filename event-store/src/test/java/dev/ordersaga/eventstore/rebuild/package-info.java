/** Rebuilds, step by step. */
@NullMarked
package dev.ordersaga.eventstore.rebuild;

import org.jspecify.annotations.NullMarked;

/** Rebuilds, step by step. */
@NullMarked
package dev.ordersaga.eventprocessing.rebuild;

import org.jspecify.annotations.NullMarked;

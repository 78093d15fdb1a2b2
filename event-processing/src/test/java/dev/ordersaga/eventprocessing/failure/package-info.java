/** Faults. */
@NullMarked
package dev.ordersaga.eventprocessing.failure;

import org.jspecify.annotations.NullMarked;

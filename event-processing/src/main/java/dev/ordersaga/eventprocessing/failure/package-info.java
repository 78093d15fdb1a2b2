/** Whose fault it is that something failed, which decides whether it is tried again or given up. */
@NullMarked
package dev.ordersaga.eventprocessing.failure;

import org.jspecify.annotations.NullMarked;

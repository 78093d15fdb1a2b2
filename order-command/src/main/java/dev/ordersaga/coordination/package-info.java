/** The payment saga: which step follows which fact, and what happens when no fact comes. */
@NullMarked
package dev.ordersaga.coordination;

import org.jspecify.annotations.NullMarked;

/** What clients notice while the payment provider hangs: nothing. */
@NullMarked
package dev.ordersaga.benchmarks.hang;

import org.jspecify.annotations.NullMarked;

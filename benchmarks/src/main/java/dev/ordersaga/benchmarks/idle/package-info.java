/** What the system costs while nothing happens. */
@NullMarked
package dev.ordersaga.benchmarks.idle;

import org.jspecify.annotations.NullMarked;

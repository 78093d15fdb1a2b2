/** How fast the status view is built anew from all events. */
@NullMarked
package dev.ordersaga.benchmarks.rebuild;

import org.jspecify.annotations.NullMarked;

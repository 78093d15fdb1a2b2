/** What orders that nobody can handle do to all others. */
@NullMarked
package dev.ordersaga.benchmarks.poison;

import org.jspecify.annotations.NullMarked;

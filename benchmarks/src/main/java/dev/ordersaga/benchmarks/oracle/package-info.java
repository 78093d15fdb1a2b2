/** Judges a stored run: what clients were told, what the provider did and what the system holds must agree. */
@NullMarked
package dev.ordersaga.benchmarks.oracle;

import org.jspecify.annotations.NullMarked;

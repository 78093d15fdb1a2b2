/** The judge is judged. */
@NullMarked
package dev.ordersaga.benchmarks.oracle;

import org.jspecify.annotations.NullMarked;

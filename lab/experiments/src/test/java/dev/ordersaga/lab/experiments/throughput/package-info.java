/** Tests of the warm-up and of the search for the knee. */
@NullMarked
package dev.ordersaga.lab.experiments.throughput;

import org.jspecify.annotations.NullMarked;

/** Tests of the statistics and reports of throughput. */
@NullMarked
package dev.ordersaga.lab.experiments.throughput;

import org.jspecify.annotations.NullMarked;

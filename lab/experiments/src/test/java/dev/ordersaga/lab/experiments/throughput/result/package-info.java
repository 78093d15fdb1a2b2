/** Tests of the statistics and reports of a run. */
@NullMarked
package dev.ordersaga.lab.experiments.throughput.result;

import org.jspecify.annotations.NullMarked;

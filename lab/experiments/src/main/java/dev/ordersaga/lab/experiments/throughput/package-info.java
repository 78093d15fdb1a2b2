/** Throughput from placing to confirmation, compared with other designs in the same run. */
@NullMarked
package dev.ordersaga.lab.experiments.throughput;

import org.jspecify.annotations.NullMarked;

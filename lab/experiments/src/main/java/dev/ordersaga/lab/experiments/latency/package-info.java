/** Experiment: latency from placing an order until it is seen confirmed, at a fixed rate. */
@NullMarked
package dev.ordersaga.lab.experiments.latency;

import org.jspecify.annotations.NullMarked;

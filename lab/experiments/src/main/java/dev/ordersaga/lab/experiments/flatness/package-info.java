/** Experiment: latency as the event store grows. */
@NullMarked
package dev.ordersaga.lab.experiments.flatness;

import org.jspecify.annotations.NullMarked;

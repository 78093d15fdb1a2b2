/** Experiment: cost of an idle system. */
@NullMarked
package dev.ordersaga.lab.experiments.idle;

import org.jspecify.annotations.NullMarked;

/** Experiment: a payment provider that does not respond. */
@NullMarked
package dev.ordersaga.lab.experiments.hang;

import org.jspecify.annotations.NullMarked;

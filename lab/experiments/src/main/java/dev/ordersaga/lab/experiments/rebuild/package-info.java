/** Experiments: rebuilds of the status view. */
@NullMarked
package dev.ordersaga.lab.experiments.rebuild;

import org.jspecify.annotations.NullMarked;

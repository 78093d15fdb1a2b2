/** Experiment: an outage of PostgreSQL. */
@NullMarked
package dev.ordersaga.lab.experiments.outage;

import org.jspecify.annotations.NullMarked;

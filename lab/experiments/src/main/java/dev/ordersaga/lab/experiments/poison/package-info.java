/** Experiment: orders that cannot be handled (poison messages), their effect and their repair. */
@NullMarked
package dev.ordersaga.lab.experiments.poison;

import org.jspecify.annotations.NullMarked;

/** Experiments: each starts the system, measures it from outside and writes a report. */
@NullMarked
package dev.ordersaga.lab.experiments;

import org.jspecify.annotations.NullMarked;

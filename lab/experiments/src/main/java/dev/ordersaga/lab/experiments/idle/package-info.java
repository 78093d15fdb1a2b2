/** What the system costs while nothing happens. */
@NullMarked
package dev.ordersaga.lab.experiments.idle;

import org.jspecify.annotations.NullMarked;

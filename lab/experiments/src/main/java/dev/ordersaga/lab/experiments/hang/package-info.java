/** What clients notice while the payment provider hangs: nothing. */
@NullMarked
package dev.ordersaga.lab.experiments.hang;

import org.jspecify.annotations.NullMarked;

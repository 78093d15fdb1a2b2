/** Time until a started process accepts its first order, and its memory after a load. */
@NullMarked
package dev.ordersaga.lab.experiments.start;

import org.jspecify.annotations.NullMarked;

/** Tests of the load generators. */
@NullMarked
package dev.ordersaga.lab.experiments.load;

import org.jspecify.annotations.NullMarked;

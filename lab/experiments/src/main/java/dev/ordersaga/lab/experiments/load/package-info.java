/** HTTP load generators with a fixed rate (open loop). */
@NullMarked
package dev.ordersaga.lab.experiments.load;

import org.jspecify.annotations.NullMarked;

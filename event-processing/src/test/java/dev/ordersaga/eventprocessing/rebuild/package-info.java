/** Tests of rebuilds. */
@NullMarked
package dev.ordersaga.eventprocessing.rebuild;

import org.jspecify.annotations.NullMarked;

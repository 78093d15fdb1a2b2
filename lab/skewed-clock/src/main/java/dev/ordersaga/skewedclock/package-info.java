/** A clock that can be set wrong while its process runs: to see what becomes of orders when one machine's time is off. */
@NullMarked
package dev.ordersaga.skewedclock;

import org.jspecify.annotations.NullMarked;


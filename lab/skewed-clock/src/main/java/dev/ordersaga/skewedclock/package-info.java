/** Adjustable clock of a process, for tests of clock skew between machines. */
@NullMarked
package dev.ordersaga.skewedclock;

import org.jspecify.annotations.NullMarked;

/** The identity by which a process claims work. */
@NullMarked
package dev.ordersaga.eventprocessing.identity;

import org.jspecify.annotations.NullMarked;

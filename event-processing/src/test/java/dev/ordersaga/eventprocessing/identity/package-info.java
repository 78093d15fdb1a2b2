/** Tests of the identity of a process. */
@NullMarked
package dev.ordersaga.eventprocessing.identity;

import org.jspecify.annotations.NullMarked;

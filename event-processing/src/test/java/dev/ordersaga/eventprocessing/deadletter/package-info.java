/** Tests of the quarantine. */
@NullMarked
package dev.ordersaga.eventprocessing.deadletter;

import org.jspecify.annotations.NullMarked;

/** Tests of durable tasks. */
@NullMarked
package dev.ordersaga.eventprocessing.scheduling;

import org.jspecify.annotations.NullMarked;

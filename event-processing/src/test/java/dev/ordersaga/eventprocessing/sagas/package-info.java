/** Tests of sagas under two processes and two transactions. */
@NullMarked
package dev.ordersaga.eventprocessing.sagas;

import org.jspecify.annotations.NullMarked;

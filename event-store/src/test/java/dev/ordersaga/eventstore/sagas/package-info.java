/** Tests of sagas under two processes and two transactions. */
@NullMarked
package dev.ordersaga.eventstore.sagas;

import org.jspecify.annotations.NullMarked;

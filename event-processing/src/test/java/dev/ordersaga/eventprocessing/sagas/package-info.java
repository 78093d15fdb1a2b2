/** Tests of the saga store with concurrent transactions. */
@NullMarked
package dev.ordersaga.eventprocessing.sagas;

import org.jspecify.annotations.NullMarked;

/** The words a client sees: states of an order and of its payment, and what is possible next. */
@NullMarked
package dev.ordersaga.api.status;

import org.jspecify.annotations.NullMarked;

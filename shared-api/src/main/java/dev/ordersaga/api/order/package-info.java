/** The events of an order, and the values that they carry. */
@NullMarked
package dev.ordersaga.api.order;

import org.jspecify.annotations.NullMarked;

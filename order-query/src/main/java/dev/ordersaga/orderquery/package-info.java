/** The order-query service: its composition and its main class. */
@NullMarked
package dev.ordersaga.orderquery;

import org.jspecify.annotations.NullMarked;

/** The order: what it decides, and the wiring of the order-command service. */
@NullMarked
package dev.ordersaga.order;

import org.jspecify.annotations.NullMarked;

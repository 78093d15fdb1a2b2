/** The commands that an order accepts, and its answers to them. */
@NullMarked
package dev.ordersaga.order.command;

import org.jspecify.annotations.NullMarked;

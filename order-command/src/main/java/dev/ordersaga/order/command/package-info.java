/** The commands of the order aggregate, and their results. */
@NullMarked
package dev.ordersaga.order.command;

import org.jspecify.annotations.NullMarked;

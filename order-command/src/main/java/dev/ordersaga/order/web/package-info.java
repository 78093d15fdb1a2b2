/** The REST commands on orders. */
@NullMarked
package dev.ordersaga.order.web;

import org.jspecify.annotations.NullMarked;

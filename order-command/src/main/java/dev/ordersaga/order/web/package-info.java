/** REST API for order commands: place, cancel, ship, refund, pay with another method. */
@NullMarked
package dev.ordersaga.order.web;

import org.jspecify.annotations.NullMarked;

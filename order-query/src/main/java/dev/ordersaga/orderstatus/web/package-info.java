/** REST API for order queries: the status of one order, and lists of orders. */
@NullMarked
package dev.ordersaga.orderstatus.web;

import org.jspecify.annotations.NullMarked;

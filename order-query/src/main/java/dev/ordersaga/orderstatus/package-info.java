/** The order-query service: what it is made of, and its start. */
@NullMarked
package dev.ordersaga.orderstatus;

import org.jspecify.annotations.NullMarked;

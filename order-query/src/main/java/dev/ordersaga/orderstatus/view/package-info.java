/** The status of an order: the one fold of its stream, and the rows that cache it. */
@NullMarked
package dev.ordersaga.orderstatus.view;

import org.jspecify.annotations.NullMarked;

/** The order-command service: its composition and its main class. */
@NullMarked
package dev.ordersaga.ordercommand;

import org.jspecify.annotations.NullMarked;

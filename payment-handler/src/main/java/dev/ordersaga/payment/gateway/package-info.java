/** The port to payment providers: the SPI that an adapter implements, and the values exchanged with it. */
@NullMarked
package dev.ordersaga.payment.gateway;

import org.jspecify.annotations.NullMarked;

/** The port to payment providers: what is asked of them, and what they may answer. */
@NullMarked
package dev.ordersaga.payment.gateway;

import org.jspecify.annotations.NullMarked;

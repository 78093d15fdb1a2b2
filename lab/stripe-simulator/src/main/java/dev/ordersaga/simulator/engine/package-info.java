/** The payment engine: the operations of the Stripe API, and what banks and customers do on their own. */
@NullMarked
package dev.ordersaga.simulator.engine;

import org.jspecify.annotations.NullMarked;

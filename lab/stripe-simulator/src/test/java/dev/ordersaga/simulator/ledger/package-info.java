/** Unit tests without a server. */
@NullMarked
package dev.ordersaga.simulator.ledger;

import org.jspecify.annotations.NullMarked;

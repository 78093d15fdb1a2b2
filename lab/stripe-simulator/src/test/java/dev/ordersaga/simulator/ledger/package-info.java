/** Tests of that package's rules, without a server. */
@NullMarked
package dev.ordersaga.simulator.ledger;

import org.jspecify.annotations.NullMarked;

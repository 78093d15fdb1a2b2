/** Append-only files: the ledger, its recovery after a crash, and the logs. */
@NullMarked
package dev.ordersaga.simulator.ledger;

import org.jspecify.annotations.NullMarked;

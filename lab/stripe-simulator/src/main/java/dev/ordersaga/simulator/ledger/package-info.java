/** The append-only files on disk: what happened to the money, and what is known of it after a crash. */
@NullMarked
package dev.ordersaga.simulator.ledger;

import org.jspecify.annotations.NullMarked;

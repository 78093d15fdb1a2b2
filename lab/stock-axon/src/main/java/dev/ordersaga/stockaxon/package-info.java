/** Axon's own event store and processors in place of ours, for comparisons only: they lose events under load. */
@NullMarked
package dev.ordersaga.stockaxon;

import org.jspecify.annotations.NullMarked;

/** Exact reading: every committed event, once, in index order; no gap is skipped because of a timeout. */
@NullMarked
package dev.ordersaga.eventstore.reading;

import org.jspecify.annotations.NullMarked;

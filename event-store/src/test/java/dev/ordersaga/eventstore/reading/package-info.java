/** Exact reading: every committed event, once, in index order; nothing is skipped on time. */
@NullMarked
package dev.ordersaga.eventstore.reading;

import org.jspecify.annotations.NullMarked;

/** Rebuilds of read models (blue-green): a new table is filled from the events and replaces the old one once it has caught up. */
@NullMarked
package dev.ordersaga.eventprocessing.rebuild;

import org.jspecify.annotations.NullMarked;

/** Completeness audit: verifies that every processor has handled every event, and delivers missed events again. */
@NullMarked
package dev.ordersaga.eventprocessing.completeness;

import org.jspecify.annotations.NullMarked;

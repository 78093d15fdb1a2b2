/** Whether every processor has handled every event: found by the traces that events leave, and delivered again. */
@NullMarked
package dev.ordersaga.eventprocessing.completeness;

import org.jspecify.annotations.NullMarked;

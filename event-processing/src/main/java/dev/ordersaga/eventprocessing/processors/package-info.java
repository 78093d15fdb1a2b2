/** Streaming event processors, with tokens and sagas in the service's own schema; pause and resume; health and metrics. */
@NullMarked
package dev.ordersaga.eventprocessing.processors;

import org.jspecify.annotations.NullMarked;

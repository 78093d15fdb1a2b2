/** Streaming processors that never skip: tokens and sagas in the service's own schema, errors propagate. */
@NullMarked
package dev.ordersaga.eventprocessing.processors;

import org.jspecify.annotations.NullMarked;

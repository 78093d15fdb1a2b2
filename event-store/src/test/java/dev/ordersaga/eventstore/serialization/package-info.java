/** JSON payloads; only registered types are ever instantiated. */
@NullMarked
package dev.ordersaga.eventstore.serialization;

import org.jspecify.annotations.NullMarked;

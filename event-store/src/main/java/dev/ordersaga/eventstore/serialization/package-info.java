/** JSON payloads of registered types; no other class is ever instantiated from stored data. */
@NullMarked
package dev.ordersaga.eventstore.serialization;

import org.jspecify.annotations.NullMarked;

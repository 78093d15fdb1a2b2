/** Time-ordered identifiers, which keep inserts at the right edge of every index. */
@NullMarked
package dev.ordersaga.eventstore.identifier;

import org.jspecify.annotations.NullMarked;

/** Tests of the quarantine. */
@NullMarked
package dev.ordersaga.eventstore.quarantine;

import org.jspecify.annotations.NullMarked;

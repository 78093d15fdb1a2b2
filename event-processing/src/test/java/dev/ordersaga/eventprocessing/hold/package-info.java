/** Tests of the hold. */
@NullMarked
package dev.ordersaga.eventprocessing.hold;

import org.jspecify.annotations.NullMarked;

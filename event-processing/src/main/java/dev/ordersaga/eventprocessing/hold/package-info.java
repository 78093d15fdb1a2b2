/** Start mode {@code hold}: nothing that moves money is done, and no deadline fires, until an operator releases it. */
@NullMarked
package dev.ordersaga.eventprocessing.hold;

import org.jspecify.annotations.NullMarked;

/** Tests of the admission control of new orders. */
@NullMarked
package dev.ordersaga.intake;

import org.jspecify.annotations.NullMarked;

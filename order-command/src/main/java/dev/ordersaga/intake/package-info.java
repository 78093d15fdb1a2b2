/** Admission control of new orders: refuses some of them while the orders that were accepted before wait too long. */
@NullMarked
package dev.ordersaga.intake;

import org.jspecify.annotations.NullMarked;

/** Events of the order aggregate and the values that they carry. */
@NullMarked
package dev.ordersaga.api.order;

import org.jspecify.annotations.NullMarked;

/** State of the order aggregate: the one fold of an order's event stream, held by write model and read model alike. */
@NullMarked
package dev.ordersaga.api.orderstate;

import org.jspecify.annotations.NullMarked;

/** Who requests the commands of orders, as metadata. */
@NullMarked
package dev.ordersaga.order.requester;

import org.jspecify.annotations.NullMarked;

/** The order's language: the commands it accepts, the answers it gives, the events it records. */
@NullMarked
package dev.ordersaga.api.order;

import org.jspecify.annotations.NullMarked;

/** How many requests that place orders compute at the same time. */
@NullMarked
package dev.ordersaga.bulkhead;

import org.jspecify.annotations.NullMarked;

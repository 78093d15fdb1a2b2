/** Tests of the bulkhead. */
@NullMarked
package dev.ordersaga.bulkhead;

import org.jspecify.annotations.NullMarked;

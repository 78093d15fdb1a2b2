/** Classification of failures, which decides between retry, waiting and dead letter. */
@NullMarked
package dev.ordersaga.eventprocessing.failure;

import org.jspecify.annotations.NullMarked;

/** Tests of the classification of failures. */
@NullMarked
package dev.ordersaga.eventprocessing.failure;

import org.jspecify.annotations.NullMarked;

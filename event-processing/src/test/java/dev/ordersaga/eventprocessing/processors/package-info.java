/** Tests of streaming processors, with several processes. */
@NullMarked
package dev.ordersaga.eventprocessing.processors;

import org.jspecify.annotations.NullMarked;

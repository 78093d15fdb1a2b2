/** Tests of group commit. */
@NullMarked
package dev.ordersaga.eventprocessing.groupcommit;

import org.jspecify.annotations.NullMarked;

/** Group commit: concurrent callers share a transaction. */
@NullMarked
package dev.ordersaga.eventprocessing.groupcommit;

import org.jspecify.annotations.NullMarked;

/** Wakes readers within milliseconds of a commit, in this process and in others; in addition to polling, not instead. */
@NullMarked
package dev.ordersaga.eventstore.wakeup;

import org.jspecify.annotations.NullMarked;

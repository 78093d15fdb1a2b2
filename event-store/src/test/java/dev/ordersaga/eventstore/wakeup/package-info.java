/** Readers wake up within milliseconds of a commit, in this process and in others; hints over a poll, never instead. */
@NullMarked
package dev.ordersaga.eventstore.wakeup;

import org.jspecify.annotations.NullMarked;

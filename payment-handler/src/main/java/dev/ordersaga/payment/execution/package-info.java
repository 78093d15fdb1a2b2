/** Payment execution: turns order events into payment decisions, and those into durable provider calls with retries. */
@NullMarked
package dev.ordersaga.payment.execution;

import org.jspecify.annotations.NullMarked;

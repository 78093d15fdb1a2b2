package dev.ordersaga.payment.execution;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A provider call that has failed at least once, or is due and was not made, as operators see it.
 *
 * @param key its idempotency key
 * @param since when it became due
 * @param dueAt when it is retried automatically; null if it was given up
 */
record FailedCall(
        String key, int failures, Instant since, @Nullable Instant dueAt) {}

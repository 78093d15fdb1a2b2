package dev.ordersaga.eventstore.reading;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An open transaction that has taken an index from the event sequence.
 *
 * @param pid the backend, for {@code pg_terminate_backend}; null for a prepared transaction
 * @param since when the transaction began; null if unknown
 * @param description application, state and virtual transaction id
 */
record BlockingTransaction(@Nullable Integer pid, @Nullable Instant since, String description) {}

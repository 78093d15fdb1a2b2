package dev.ordersaga.eventstore.reading;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A transaction that took an index and has not ended.
 *
 * @param pid the backend, for {@code pg_terminate_backend}; null for a prepared transaction
 * @param since when the transaction began; null if the database does not tell
 * @param description application, state and virtual transaction id
 */
record BlockingTransaction(@Nullable Integer pid, @Nullable Instant since, String description) {}

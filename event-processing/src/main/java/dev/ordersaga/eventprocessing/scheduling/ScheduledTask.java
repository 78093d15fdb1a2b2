package dev.ordersaga.eventprocessing.scheduling;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A durable task that is to run.
 *
 * @param schema of the service whose it is
 * @param name its kind
 * @param instance which of its kind, such as a deadline's id or a call's key
 * @param runningIn the process that runs it now; null if none does
 * @param failures how often it has failed in a row
 */
public record ScheduledTask(
        String schema,
        String name,
        String instance,
        Instant dueAt,
        @Nullable String runningIn,
        int failures,
        @Nullable Instant lastFailure,
        @Nullable Instant lastSuccess) {}

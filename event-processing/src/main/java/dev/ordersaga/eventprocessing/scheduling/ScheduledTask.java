package dev.ordersaga.eventprocessing.scheduling;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A scheduled durable task.
 *
 * @param schema schema of the service that owns it
 * @param name name of the task
 * @param instance id of the instance, such as a deadline's id or a call's key
 * @param runningIn process that is executing it; null if none is
 * @param failures number of consecutive failures
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

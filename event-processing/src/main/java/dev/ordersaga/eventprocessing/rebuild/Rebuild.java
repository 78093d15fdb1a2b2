package dev.ordersaga.eventprocessing.rebuild;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far a rebuild has come.
 *
 * @param state {@code RUNNING}, {@code DONE} or {@code FAILED}
 * @param position index of the last event that the new view has
 * @param target the newest index when it was begun
 * @param finishedAt null while it runs
 * @param error why it failed; null if it did not
 */
public record Rebuild(
        String view,
        String state,
        long position,
        long target,
        Instant startedAt,
        @Nullable Instant finishedAt,
        @Nullable String error) {}

package dev.ordersaga.eventprocessing.rebuild;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * State of a rebuild.
 *
 * @param state {@code RUNNING}, {@code DONE} or {@code FAILED}
 * @param position index of the last event that the new view contains; below the target, of the last one whose sequence it
 *     contains if that begins with it
 * @param target newest decided index when the rebuild began
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

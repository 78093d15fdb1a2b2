package dev.ordersaga.privacy.erasure;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One erasure, without anything about the person.
 *
 * @param subject identifier of the key, from which nothing leads to the person
 * @param erasedAt when the key was deleted; null before
 * @param doneAt when no process could have the key in memory any longer and every participant had acted; null before
 */
public record Erasure(
        UUID subject,
        State state,
        Instant requestedAt,
        @Nullable Instant erasedAt,
        @Nullable Instant doneAt) {

    /** How far it is. */
    public enum State {
        /** Waits until no process can add records of the person, and all of them are closed. */
        REQUESTED,
        /** The key is deleted. Copies in memory expire, and participants act. */
        ERASED,
        DONE
    }
}

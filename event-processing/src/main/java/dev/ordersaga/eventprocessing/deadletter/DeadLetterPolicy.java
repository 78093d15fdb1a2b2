package dev.ordersaga.eventprocessing.deadletter;

import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Who is admitted to a processor's quarantine, for how long, and who leaves it. */
record DeadLetterPolicy(
        DeadLetterTables tables, BlockedSequenceCache waiting, DeadLetterSettings settings, Clock clock) {

    /** In the running transaction. */
    void admit(DeadLetter event, Exception failure) {
        Instant now = clock.instant();
        tables.begin(event.key(), now, now.plus(settings.pauseAfter(1)));
        tables.append(event);
        tables.addCause(event.key(), event.position(), now, FailureCause.of(failure));
    }

    /**
     * One more failure, in the running transaction.
     *
     * @param attempts how often the event has failed, this time included
     */
    void keep(DeadLetter event, int attempts, Exception failure) {
        Instant now = clock.instant();
        @Nullable Instant dueAt = attempts < settings.attempts() ? now.plus(settings.pauseAfter(attempts)) : null;
        tables.failedAgain(event.key(), attempts, dueAt);
        tables.addCause(event.key(), event.position(), now, FailureCause.of(failure));
    }
}

package dev.ordersaga.eventprocessing.deadletter;

import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Records failed events as dead letters, with the time of the next retry (exponential back-off). */
record FailureRecorder(DeadLetterTables tables, DeadLetterSettings settings, Clock clock) {

    /** Adds an event that has failed for the first time, in the running transaction. */
    void firstFailure(DeadLetter event, Exception failure) {
        Instant now = clock.instant();
        tables.addSequence(event.key(), now, now.plus(settings.pauseAfter(1)));
        tables.append(event);
        tables.addFailure(event.key(), event.position(), now, FailureCause.of(failure));
    }

    /**
     * Records a failed retry, in the running transaction.
     *
     * @param attempts how often the event has failed, including this time
     */
    void retryFailed(DeadLetter event, int attempts, Exception failure) {
        Instant now = clock.instant();
        @Nullable Instant dueAt = attempts < settings.attempts() ? now.plus(settings.pauseAfter(attempts)) : null;
        tables.failedAgain(event.key(), attempts, dueAt);
        tables.addFailure(event.key(), event.position(), now, FailureCause.of(failure));
    }
}

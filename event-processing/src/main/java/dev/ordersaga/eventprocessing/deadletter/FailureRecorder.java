package dev.ordersaga.eventprocessing.deadletter;

import dev.ordersaga.eventprocessing.failure.FailureKind;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import org.axonframework.common.transaction.TransactionManager;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Records failed events as dead letters, with the time of the next retry (exponential back-off). A cause that cannot be
 * stored must not keep the event from being set aside: it is stored simplified, or not at all.
 */
record FailureRecorder(DeadLetterTables tables, DeadLetterSettings settings, Clock clock) {

    private static final Logger LOG = LoggerFactory.getLogger(FailureRecorder.class);

    /**
     * Adds an event that has failed for the first time.
     *
     * @param position stores the position of the processor, in the same transaction
     */
    void firstFailure(DeadLetter event, Exception failure, TransactionManager transactions, Runnable position) {
        store(
                event,
                failure,
                cause -> transactions.executeInTransaction(() -> {
                    Instant now = clock.instant();
                    tables.addSequence(event.key(), now, now.plus(settings.pauseAfter(1)));
                    tables.append(event);
                    cause.ifPresent(known -> tables.addFailure(event.key(), event.position(), now, known));
                    position.run();
                }));
    }

    /**
     * Records a failed retry.
     *
     * @param attempts how often the event has failed, including this time
     */
    void retryFailed(DeadLetter event, int attempts, Exception failure, TransactionManager transactions) {
        store(
                event,
                failure,
                cause -> transactions.executeInTransaction(() -> {
                    Instant now = clock.instant();
                    @Nullable
                    Instant dueAt = attempts < settings.attempts() ? now.plus(settings.pauseAfter(attempts)) : null;
                    tables.failedAgain(event.key(), attempts, dueAt);
                    cause.ifPresent(known -> tables.addFailure(event.key(), event.position(), now, known));
                }));
    }

    private static void store(DeadLetter event, Exception failure, Consumer<Optional<FailureCause>> stored) {
        FailureCause cause = FailureCause.of(failure);
        if (!isStored(event, Optional.of(cause), stored) && !isStored(event, Optional.of(cause.simplified()), stored)) {
            stored.accept(Optional.empty());
        }
    }

    /** @throws RuntimeException under contention: the cause is not to blame */
    private static boolean isStored(
            DeadLetter event, Optional<FailureCause> cause, Consumer<Optional<FailureCause>> stored) {
        try {
            stored.accept(cause);
            return true;
        } catch (RuntimeException e) {
            // In an outage the next attempt waits for its end, or fails like this one.
            FailureKind kind = FailureKind.of(e);
            if (kind == FailureKind.CONTENTION || kind == FailureKind.LOCKED) {
                throw e;
            }
            LOG.warn("The cause of dead letter {} cannot be stored: {}", event.eventId(), e.toString());
            return false;
        }
    }
}

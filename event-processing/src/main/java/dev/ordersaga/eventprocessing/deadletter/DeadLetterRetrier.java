package dev.ordersaga.eventprocessing.deadletter;

import dev.ordersaga.eventprocessing.failure.FailureKind;
import dev.ordersaga.eventstore.connections.ConnectionPurpose;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.axonframework.common.transaction.TransactionManager;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Tries what waits in quarantine again when it is due: the process that has a segment looks after it. It asks the database
 * only while something waits, and once when it gets a segment.
 */
final class DeadLetterRetrier implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(DeadLetterRetrier.class);
    private static final int AT_A_TIME = 200;

    private final DeadLetterTables tables;
    private final Duration pollInterval;
    private final Map<DeadLetteringProcessor, Rounds> rounds = new ConcurrentHashMap<>();
    private @Nullable ScheduledExecutorService thread;

    DeadLetterRetrier(DeadLetterTables tables, Duration pollInterval) {
        this.tables = tables;
        this.pollInterval = pollInterval;
    }

    void lookAfter(DeadLetteringProcessor processor, DeadLetterPolicy ward, TransactionManager transactions) {
        rounds.put(processor, new Rounds(processor, ward, transactions));
    }

    List<String> processors() {
        return rounds.keySet().stream().map(DeadLetteringProcessor::getName).toList();
    }

    @Override
    public synchronized void start() {
        ScheduledExecutorService started =
                Executors.newSingleThreadScheduledExecutor(ConnectionPurpose.PROCESSORS.threads(
                        Thread.ofPlatform().name("quarantine").factory()));
        started.scheduleWithFixedDelay(this::goRound, 0, pollInterval.toMillis(), TimeUnit.MILLISECONDS);
        thread = started;
    }

    @Override
    public synchronized void stop() {
        if (thread != null) {
            thread.close();
            thread = null;
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return thread != null;
    }

    private void goRound() {
        for (Rounds of : rounds.values()) {
            try {
                of.goRound();
            } catch (RuntimeException e) {
                // Such as a database that is down: whatever was due still is when the next round comes.
                LOG.warn("Cannot look after the quarantine of {}: {}", of.processor.getName(), e.toString());
            }
        }
    }

    /** Of one processor. */
    private final class Rounds {

        private final DeadLetteringProcessor processor;
        private final DeadLetterPolicy ward;
        private final TransactionManager transactions;
        private final Set<Integer> known = new HashSet<>();
        private boolean occupied;

        Rounds(DeadLetteringProcessor processor, DeadLetterPolicy ward, TransactionManager transactions) {
            this.processor = processor;
            this.ward = ward;
            this.transactions = transactions;
        }

        void goRound() {
            Set<Integer> claimed = processor.claimedSegments();
            boolean isNew = processor.hasNews() | !known.containsAll(claimed);
            known.clear();
            if (claimed.isEmpty() || !(isNew || occupied)) {
                known.addAll(claimed);
                return;
            }
            List<DeadLetterTables.Due> waiting =
                    transactions.fetchInTransaction(() -> tables.waiting(processor.getName(), claimed, AT_A_TIME));
            known.addAll(claimed);
            occupied = !waiting.isEmpty();
            Instant now = processor.now();
            for (DeadLetterTables.Due due : waiting) {
                if (due.at() != null && !due.at().isAfter(now)) {
                    goOn(due);
                }
            }
        }

        /** From event to event, until one fails or none is left. */
        private void goOn(DeadLetterTables.Due due) {
            int failures = due.attempts();
            Map<Long, Boolean> tried = new HashMap<>();
            Optional<DeadLetter> next = first(due.key());
            // Somebody else is at an event that does not go away.
            while (next.isPresent() && tried.put(next.get().position(), true) == null) {
                if (!succeeds(next.get(), failures)) {
                    return;
                }
                failures = 0;
                next = first(due.key());
            }
            if (next.isEmpty() && transactions.fetchInTransaction(() -> tables.end(due.key()))) {
                LOG.info(
                        "{} goes on with sequence {}",
                        processor.getName(),
                        due.key().sequence());
            }
        }

        private Optional<DeadLetter> first(SequenceKey key) {
            return transactions.fetchInTransaction(() -> tables.first(key));
        }

        private boolean succeeds(DeadLetter event, int failures) {
            try {
                processor.retry(event);
                return true;
            } catch (Exception failure) {
                if (FailureKind.of(failure) == FailureKind.EVENT) {
                    transactions.executeInTransaction(() -> ward.keep(event, failures + 1, failure));
                    LOG.warn(
                            "{} cannot handle {} {}, tried {} times: {}",
                            processor.getName(),
                            event.type(),
                            event.eventId(),
                            failures + 1,
                            failure.toString());
                }
                return false;
            }
        }
    }
}

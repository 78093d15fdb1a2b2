package dev.ordersaga.eventprocessing.deadletter;

import dev.ordersaga.eventprocessing.failure.FailureKind;
import dev.ordersaga.eventstore.connections.ConnectionPurpose;
import java.time.Duration;
import java.time.Instant;
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
import org.axonframework.eventhandling.Segment;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Retries due dead letters, in the process that has claimed their segment. It queries the database only while there are
 * dead letters, and once after a segment is claimed.
 */
final class DeadLetterRetrier implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(DeadLetterRetrier.class);
    private static final int MAX_SEQUENCES = 200;

    private final DeadLetterTables tables;
    private final FailureRecorder failures;
    private final Duration pollInterval;
    private final Map<DeadLetteringProcessor, Retries> byProcessor = new ConcurrentHashMap<>();
    private @Nullable ScheduledExecutorService thread;

    DeadLetterRetrier(DeadLetterTables tables, FailureRecorder failures, Duration pollInterval) {
        this.tables = tables;
        this.failures = failures;
        this.pollInterval = pollInterval;
    }

    void add(DeadLetteringProcessor processor, TransactionManager transactions) {
        byProcessor.put(processor, new Retries(processor, transactions));
    }

    List<String> processors() {
        return byProcessor.keySet().stream()
                .map(DeadLetteringProcessor::getName)
                .toList();
    }

    @Override
    public synchronized void start() {
        ScheduledExecutorService started =
                Executors.newSingleThreadScheduledExecutor(ConnectionPurpose.PROCESSORS.threads(
                        Thread.ofPlatform().name("dead-letters").factory()));
        started.scheduleWithFixedDelay(this::retryDue, 0, pollInterval.toMillis(), TimeUnit.MILLISECONDS);
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

    private void retryDue() {
        for (Retries retries : byProcessor.values()) {
            try {
                retries.retryDue();
            } catch (RuntimeException e) {
                // For example a database outage: what was due is still due at the next poll.
                LOG.warn("Cannot retry the dead letters of {}: {}", retries.processor.getName(), e.toString());
            }
        }
    }

    /** The retries of one processor. */
    private final class Retries {

        private final DeadLetteringProcessor processor;
        private final TransactionManager transactions;
        private final Set<Segment> polledSegments = new HashSet<>();
        private boolean hasDeadLetters;

        Retries(DeadLetteringProcessor processor, TransactionManager transactions) {
            this.processor = processor;
            this.transactions = transactions;
        }

        void retryDue() {
            Set<Segment> claimed = processor.claimedSegments();
            boolean hasNew = processor.pollHasNew() | !polledSegments.containsAll(claimed);
            polledSegments.clear();
            if (claimed.isEmpty() || !(hasNew || hasDeadLetters)) {
                polledSegments.addAll(claimed);
                return;
            }
            List<DeadLetterTables.Waiting> waiting =
                    transactions.fetchInTransaction(() -> tables.waiting(processor.getName(), claimed, MAX_SEQUENCES));
            polledSegments.addAll(claimed);
            hasDeadLetters = !waiting.isEmpty();
            Instant now = failures.clock().instant();
            for (DeadLetterTables.Waiting sequence : waiting) {
                if (sequence.at() != null && !sequence.at().isAfter(now)) {
                    retry(sequence);
                }
            }
        }

        /** Retries event after event, until one fails or none is left. */
        private void retry(DeadLetterTables.Waiting sequence) {
            int attempts = sequence.attempts();
            Set<Long> tried = new HashSet<>();
            Optional<DeadLetter> next = first(sequence.key());
            // An event that is still there after its retry is locked by another transaction.
            while (next.isPresent() && tried.add(next.get().position())) {
                if (!succeeds(next.get(), attempts)) {
                    return;
                }
                attempts = 0;
                next = first(sequence.key());
            }
            if (next.isEmpty() && transactions.fetchInTransaction(() -> tables.removeIfEmpty(sequence.key()))) {
                LOG.info(
                        "{} continues with sequence {}",
                        processor.getName(),
                        sequence.key().sequence());
            }
        }

        private Optional<DeadLetter> first(SequenceKey key) {
            return transactions.fetchInTransaction(() -> tables.first(key));
        }

        private boolean succeeds(DeadLetter event, int attempts) {
            try {
                processor.retry(event);
                return true;
            } catch (Exception failure) {
                if (FailureKind.of(failure) == FailureKind.EVENT) {
                    failures.retryFailed(event, attempts + 1, failure, transactions);
                    LOG.warn(
                            "{} cannot handle {} {}, attempt {}: {}",
                            processor.getName(),
                            event.type(),
                            event.eventId(),
                            attempts + 1,
                            failure.toString());
                }
                return false;
            }
        }
    }
}

package dev.ordersaga.eventprocessing.deadletter;

import dev.ordersaga.eventprocessing.failure.FailureKind;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.EventTrackerStatus;
import org.axonframework.eventhandling.Segment;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.pooled.PooledStreamingEventProcessor;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.messaging.unitofwork.BatchingUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Pooled streaming processor with dead letters. A batch that fails is rolled back and handled again in parts, each in its
 * own transaction, until the event is found that fails alone. That event becomes a dead letter, and so do those that follow
 * it in its sequence; all others are handled normally. Without failures this costs nothing: no savepoint, no query.
 *
 * <p>Whole transactions are repeated, since nothing smaller can be undone: sagas, views and events are written when a unit
 * of work commits, and a failed statement aborts its transaction.
 */
final class DeadLetteringProcessor extends PooledStreamingEventProcessor {

    private static final Logger LOG = LoggerFactory.getLogger(DeadLetteringProcessor.class);
    private static final int MAX_ATTEMPTS_UNDER_CONTENTION = 10;

    private final TokenStore tokens;
    private final TransactionManager transactions;
    private final EventReferences references;
    private final BlockedSequenceCache blocked;
    private final FailureRecorder failures;
    private final BatchPrefetch prefetch;
    private final AtomicBoolean hasNew = new AtomicBoolean(true);

    DeadLetteringProcessor(
            Builder builder,
            TokenStore tokens,
            TransactionManager transactions,
            EventReferences references,
            BlockedSequenceCache blocked,
            FailureRecorder failures,
            BatchPrefetch prefetch) {
        super(builder.tokenStore(tokens).transactionManager(transactions));
        this.tokens = tokens;
        this.transactions = transactions;
        this.references = references;
        this.blocked = blocked;
        this.failures = failures;
        this.prefetch = prefetch;
    }

    /** Whether dead letters were added since the last call. */
    boolean pollHasNew() {
        return hasNew.getAndSet(false);
    }

    /** Dead letters were added from outside. */
    void deadLettersAdded() {
        hasNew.set(true);
    }

    Set<Segment> claimedSegments() {
        return processingStatus().values().stream()
                .map(EventTrackerStatus::getSegment)
                .collect(Collectors.toUnmodifiableSet());
    }

    /**
     * Handles a dead letter and removes it, in one transaction.
     *
     * @throws Exception as thrown by its handlers; it remains a dead letter
     */
    void retry(DeadLetter deadLetter) throws Exception {
        EventMessage<?> event = references.read(deadLetter);
        UnitOfWork<EventMessage<?>> unitOfWork = new BatchingUnitOfWork<>(List.of(event));
        unitOfWork.attachTransaction(transactions);
        DeadLetteringInvoker.retryIn(unitOfWork, deadLetter);
        super.processInUnitOfWork(List.of(event), unitOfWork, List.of(Segment.ROOT_SEGMENT));
    }

    @Override
    protected void processInUnitOfWork(
            List<? extends EventMessage<?>> events,
            UnitOfWork<? extends EventMessage<?>> unitOfWork,
            Collection<Segment> segments)
            throws Exception {
        try {
            prefetch.announce(unitOfWork, events);
            super.processInUnitOfWork(events, unitOfWork, segments);
        } catch (Exception failure) {
            var part = new Part(events, segments.iterator().next(), 1);
            isolate(part, failure, DeadLetteringInvoker.failedIn(unitOfWork));
        }
    }

    /**
     * A part of a batch.
     *
     * @param attempts how often exactly this part has been tried
     */
    private record Part(List<? extends EventMessage<?>> events, Segment segment, int attempts) {

        int size() {
            return events.size();
        }

        Part of(int from, int to) {
            return new Part(events.subList(from, to), segment, 1);
        }

        Part again() {
            return new Part(events, segment, attempts + 1);
        }
    }

    private void isolate(Part part, Exception failure, @Nullable EventMessage<?> failed) throws Exception {
        switch (FailureKind.of(failure)) {
            case OUTAGE, LOCKED -> throw failure;
            case CONTENTION -> repeat(part, failure);
            case EVENT -> divide(part, failure, failed);
        }
    }

    /** A short transaction is less likely to conflict again, and an aggregate under contention delays only its own events. */
    private void repeat(Part part, Exception failure) throws Exception {
        if (part.size() > 1 && part.attempts() > 1) {
            handleHalves(part);
        } else if (part.attempts() < MAX_ATTEMPTS_UNDER_CONTENTION) {
            handle(part.again());
        } else {
            throw failure;
        }
    }

    private void divide(Part part, Exception failure, @Nullable EventMessage<?> failed) throws Exception {
        if (part.size() == 1) {
            addDeadLetter(part.events().getFirst(), part.segment(), failure);
        } else if (failed == null) {
            handleHalves(part);
        } else {
            int culprit = part.events().indexOf(failed);
            handle(part.of(0, culprit));
            handle(part.of(culprit, culprit + 1));
            handle(part.of(culprit + 1, part.size()));
        }
    }

    private void handleHalves(Part part) throws Exception {
        handle(part.of(0, part.size() / 2));
        handle(part.of(part.size() / 2, part.size()));
    }

    private void handle(Part part) throws Exception {
        if (part.events().isEmpty()) {
            return;
        }
        UnitOfWork<? extends EventMessage<?>> unitOfWork = new BatchingUnitOfWork<>(part.events());
        unitOfWork.attachTransaction(transactions);
        unitOfWork.onPrepareCommit(ignored -> storePosition(part.events().getLast(), part.segment()));
        try {
            prefetch.announce(unitOfWork, part.events());
            super.processInUnitOfWork(part.events(), unitOfWork, List.of(part.segment()));
        } catch (Exception failure) {
            isolate(part, failure, DeadLetteringInvoker.failedIn(unitOfWork));
        }
    }

    private void addDeadLetter(EventMessage<?> event, Segment segment, Exception failure) {
        DeadLetter deadLetter = references.to(event);
        LOG.warn(
                "{} cannot handle {} {}: dead letter, sequence {} waits",
                getName(),
                deadLetter.type(),
                deadLetter.eventId(),
                deadLetter.key().sequence(),
                failure);
        failures.firstFailure(deadLetter, failure, transactions, () -> storePosition(event, segment));
        blocked.add(deadLetter.key());
        hasNew.set(true);
    }

    private void storePosition(EventMessage<?> last, Segment segment) {
        tokens.storeToken(((TrackedEventMessage<?>) last).trackingToken(), getName(), segment.getSegmentId());
    }
}

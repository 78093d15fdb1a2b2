package dev.ordersaga.eventprocessing.deadletter;

import dev.ordersaga.eventprocessing.failure.FailureKind;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.EventMessage;
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
 * A batch that fails is rolled back and handled again in parts, each in a transaction of its own, until the event is found
 * that fails alone. That one is set aside together with all that follow it in its sequence; everything else is handled as
 * if it had not been there. While nothing fails this costs nothing: no savepoint, no question.
 *
 * <p>Whole transactions, since nothing less can be undone: sagas, views and events are written when a unit of work is
 * committed, and a statement that failed has spoilt its transaction.
 */
final class DeadLetteringProcessor extends PooledStreamingEventProcessor {

    private static final Logger LOG = LoggerFactory.getLogger(DeadLetteringProcessor.class);
    private static final int TRIES_AGAINST_OTHERS = 4;

    private final TokenStore tokens;
    private final TransactionManager transactions;
    private final EventReferences references;
    private final DeadLetterPolicy ward;
    private final AtomicBoolean news = new AtomicBoolean(true);

    DeadLetteringProcessor(
            Builder builder,
            TokenStore tokens,
            TransactionManager transactions,
            EventReferences references,
            DeadLetterPolicy ward) {
        super(builder.tokenStore(tokens).transactionManager(transactions));
        this.tokens = tokens;
        this.transactions = transactions;
        this.references = references;
        this.ward = ward;
    }

    /** Whether anything was set aside since this was last asked. */
    boolean hasNews() {
        return news.getAndSet(false);
    }

    /** Something was set aside elsewhere. */
    void hasMore() {
        news.set(true);
    }

    Set<Integer> claimedSegments() {
        return processingStatus().keySet();
    }

    /**
     * Handles an event that waits, and ends its wait, in one transaction.
     *
     * @throws Exception what its handlers threw; it waits on
     */
    void retry(DeadLetter waiting) throws Exception {
        EventMessage<?> event = references.read(waiting);
        int[] segments = transactions.fetchInTransaction(() -> tokens.fetchSegments(getName()));
        UnitOfWork<EventMessage<?>> unitOfWork = new BatchingUnitOfWork<>(List.of(event));
        unitOfWork.attachTransaction(transactions);
        DeadLetteringInvoker.retryIn(unitOfWork, waiting);
        Segment segment = Segment.computeSegment(waiting.key().segment(), segments);
        super.processInUnitOfWork(List.of(event), unitOfWork, List.of(segment));
    }

    @Override
    protected void processInUnitOfWork(
            List<? extends EventMessage<?>> events,
            UnitOfWork<? extends EventMessage<?>> unitOfWork,
            Collection<Segment> segments)
            throws Exception {
        try {
            super.processInUnitOfWork(events, unitOfWork, segments);
        } catch (Exception failure) {
            var part = new Part(events, segments.iterator().next(), 1);
            isolate(part, failure, DeadLetteringInvoker.failedIn(unitOfWork));
        }
    }

    /** @param tries how often it was tried as it is */
    private record Part(List<? extends EventMessage<?>> events, Segment segment, int tries) {

        Part of(int from, int to) {
            return new Part(events.subList(from, to), segment, 1);
        }

        Part again() {
            return new Part(events, segment, tries + 1);
        }
    }

    private void isolate(Part part, Exception failure, @Nullable EventMessage<?> failed) throws Exception {
        FailureKind fault = FailureKind.of(failure);
        if (fault == FailureKind.OUTAGE || fault == FailureKind.CONTENTION && part.tries() == TRIES_AGAINST_OTHERS) {
            throw failure;
        }
        int size = part.events().size();
        if (fault == FailureKind.CONTENTION) {
            handle(part.again());
        } else if (size == 1) {
            setAside(part.events().getFirst(), part.segment(), failure);
        } else if (failed == null) {
            handle(part.of(0, size / 2));
            handle(part.of(size / 2, size));
        } else {
            int culprit = part.events().indexOf(failed);
            handle(part.of(0, culprit));
            handle(part.of(culprit, culprit + 1));
            handle(part.of(culprit + 1, size));
        }
    }

    private void handle(Part part) throws Exception {
        if (part.events().isEmpty()) {
            return;
        }
        UnitOfWork<? extends EventMessage<?>> unitOfWork = new BatchingUnitOfWork<>(part.events());
        unitOfWork.attachTransaction(transactions);
        unitOfWork.onPrepareCommit(ignored -> storePosition(part.events().getLast(), part.segment()));
        try {
            super.processInUnitOfWork(part.events(), unitOfWork, List.of(part.segment()));
        } catch (Exception failure) {
            isolate(part, failure, DeadLetteringInvoker.failedIn(unitOfWork));
        }
    }

    private void setAside(EventMessage<?> event, Segment segment, Exception failure) {
        DeadLetter waiting = references.to(event, segment);
        LOG.warn(
                "{} cannot handle {} {}: sequence {} waits",
                getName(),
                waiting.type(),
                waiting.eventId(),
                waiting.key().sequence(),
                failure);
        transactions.executeInTransaction(() -> {
            ward.admit(waiting, failure);
            storePosition(event, segment);
        });
        ward.waiting().add(waiting.key());
        news.set(true);
    }

    private void storePosition(EventMessage<?> last, Segment segment) {
        tokens.storeToken(((TrackedEventMessage<?>) last).trackingToken(), getName(), segment.getSegmentId());
    }

    Instant now() {
        return ward.clock().instant();
    }
}

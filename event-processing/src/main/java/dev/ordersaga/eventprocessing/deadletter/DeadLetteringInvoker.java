package dev.ordersaga.eventprocessing.deadletter;

import java.time.Clock;
import org.axonframework.eventhandling.EventHandlerInvoker;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.Segment;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.jspecify.annotations.Nullable;

/**
 * Invokes the handlers of an event, unless its sequence has dead letters: then the event is appended to them. Each event is
 * handled by one segment, that of its sequence, with all handlers and sagas of the processor: they are invoked as if there
 * were no other segment. (Axon would assign sagas to segments by their own random identifiers, so that one order would be
 * handled in several segments at a time.)
 */
final class DeadLetteringInvoker implements EventHandlerInvoker {

    private static final String FAILED = DeadLetteringInvoker.class.getName() + "/failed";
    private static final String RETRIED = DeadLetteringInvoker.class.getName() + "/retried";

    private final EventHandlerInvoker handlers;
    private final BlockedSequenceCache blocked;
    private final MergedSegments merges;
    private final DeadLetterTables tables;
    private final EventReferences references;
    private final Clock clock;

    DeadLetteringInvoker(
            EventHandlerInvoker handlers,
            BlockedSequenceCache blocked,
            MergedSegments merges,
            DeadLetterTables tables,
            EventReferences references,
            Clock clock) {
        this.handlers = handlers;
        this.blocked = blocked;
        this.merges = merges;
        this.tables = tables;
        this.references = references;
        this.clock = clock;
    }

    /** The event of this unit of work whose handler failed; null if the failure happened later, at the commit. */
    static @Nullable EventMessage<?> failedIn(UnitOfWork<?> unitOfWork) {
        return unitOfWork.getResource(FAILED);
    }

    /** Makes this unit of work handle its event although it is a dead letter, and remove it. */
    static void retryIn(UnitOfWork<?> unitOfWork, DeadLetter event) {
        unitOfWork.resources().put(RETRIED, event);
    }

    @Override
    public void handle(EventMessage<?> message, Segment segment) throws Exception {
        UnitOfWork<?> unitOfWork = CurrentUnitOfWork.get().root();
        DeadLetter retried = unitOfWork.getResource(RETRIED);
        if (retried != null) {
            retry(message, retried);
        } else if (!isBlocked(message)) {
            // Removed again on success: that identifies the event of any failure without catching it.
            unitOfWork.resources().put(FAILED, message);
            handlers.handle(message, Segment.ROOT_SEGMENT);
            unitOfWork.resources().remove(FAILED);
        }
    }

    /** Does nothing if another transaction has handled the event, or is handling it. */
    private void retry(EventMessage<?> message, DeadLetter retried) throws Exception {
        if (tables.lock(retried, clock.instant())) {
            handlers.handle(message, Segment.ROOT_SEGMENT);
            tables.remove(retried, clock.instant());
        }
    }

    private boolean isBlocked(EventMessage<?> message) {
        String sequence = references.sequenceOf(message);
        if (!blocked.contains(sequence)) {
            return false;
        }
        DeadLetter event = references.to(message);
        boolean isAppended = tables.append(event);
        if (!isAppended) {
            blocked.remove(event.key());
        }
        return isAppended;
    }

    @Override
    public boolean canHandle(EventMessage<?> eventMessage, Segment segment) {
        if (!handlers.canHandle(eventMessage, Segment.ROOT_SEGMENT)) {
            return false;
        }
        String sequence = references.sequenceOf(eventMessage);
        return segment.matches((Object) sequence)
                && !(eventMessage instanceof TrackedEventMessage<?> tracked
                        && merges.haveHandled(
                                segment,
                                sequence,
                                tracked.trackingToken().position().orElse(Long.MAX_VALUE)));
    }

    @Override
    public boolean canHandleType(Class<?> payloadType) {
        return handlers.canHandleType(payloadType);
    }

    @Override
    public boolean supportsReset() {
        return handlers.supportsReset();
    }

    @Override
    public void performReset() {
        performReset(null);
    }

    @Override
    public <R> void performReset(@Nullable R resetContext) {
        tables.removeAll(references.processor());
        handlers.performReset(resetContext);
    }

    @Override
    public void segmentReleased(Segment segment) {
        handlers.segmentReleased(segment);
    }
}

package dev.ordersaga.eventprocessing.deadletter;

import java.time.Clock;
import org.axonframework.eventhandling.EventHandlerInvoker;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.Segment;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.jspecify.annotations.Nullable;

/** Invokes the handlers of an event, unless its sequence has dead letters: then the event is appended to them. */
final class DeadLetteringInvoker implements EventHandlerInvoker {

    private static final String FAILED = DeadLetteringInvoker.class.getName() + "/failed";
    private static final String RETRIED = DeadLetteringInvoker.class.getName() + "/retried";

    private final EventHandlerInvoker handlers;
    private final BlockedSequenceCache blocked;
    private final DeadLetterTables tables;
    private final EventReferences references;
    private final Clock clock;

    DeadLetteringInvoker(
            EventHandlerInvoker handlers,
            BlockedSequenceCache blocked,
            DeadLetterTables tables,
            EventReferences references,
            Clock clock) {
        this.handlers = handlers;
        this.blocked = blocked;
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
            retry(message, segment, retried);
        } else if (!isBlocked(message, segment)) {
            // Removed again on success: that identifies the event of any failure without catching it.
            unitOfWork.resources().put(FAILED, message);
            handlers.handle(message, segment);
            unitOfWork.resources().remove(FAILED);
        }
    }

    /** Does nothing if another transaction has handled the event, or is handling it. */
    private void retry(EventMessage<?> message, Segment segment, DeadLetter retried) throws Exception {
        if (tables.lock(retried, clock.instant())) {
            handlers.handle(message, segment);
            tables.remove(retried, clock.instant());
        }
    }

    private boolean isBlocked(EventMessage<?> message, Segment segment) {
        String sequence = references.sequenceOf(message);
        if (!blocked.contains(segment.getSegmentId(), sequence)) {
            return false;
        }
        DeadLetter event = references.to(message, segment);
        boolean isAppended = tables.append(event);
        if (!isAppended) {
            blocked.remove(event.key());
        }
        return isAppended;
    }

    @Override
    public boolean canHandle(EventMessage<?> eventMessage, Segment segment) {
        return handlers.canHandle(eventMessage, segment);
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

package dev.ordersaga.eventprocessing.deadletter;

import java.time.Clock;
import org.axonframework.eventhandling.EventHandlerInvoker;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.Segment;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.jspecify.annotations.Nullable;

/** Handles an event, unless its sequence is in quarantine: then it waits there behind the others. */
final class DeadLetteringInvoker implements EventHandlerInvoker {

    private static final String FAILED = DeadLetteringInvoker.class.getName() + "/failed";
    private static final String RETRIED = DeadLetteringInvoker.class.getName() + "/retried";

    private final EventHandlerInvoker handlers;
    private final BlockedSequenceCache waiting;
    private final DeadLetterTables tables;
    private final EventReferences references;
    private final Clock clock;

    DeadLetteringInvoker(
            EventHandlerInvoker handlers,
            BlockedSequenceCache waiting,
            DeadLetterTables tables,
            EventReferences references,
            Clock clock) {
        this.handlers = handlers;
        this.waiting = waiting;
        this.tables = tables;
        this.references = references;
        this.clock = clock;
    }

    /** The event of this unit of work whose handler failed; null if the failure came later, when it was to be committed. */
    static @Nullable EventMessage<?> failedIn(UnitOfWork<?> unitOfWork) {
        return unitOfWork.getResource(FAILED);
    }

    /** Lets this unit of work handle its event although it is in quarantine, and end its wait. */
    static void retryIn(UnitOfWork<?> unitOfWork, DeadLetter event) {
        unitOfWork.resources().put(RETRIED, event);
    }

    @Override
    public void handle(EventMessage<?> message, Segment segment) throws Exception {
        UnitOfWork<?> unitOfWork = CurrentUnitOfWork.get().root();
        DeadLetter retried = unitOfWork.getResource(RETRIED);
        if (retried != null) {
            retry(message, segment, retried);
        } else if (!waits(message, segment)) {
            // Until it is done: that way each kind of failure is known, and no kind has to be caught.
            unitOfWork.resources().put(FAILED, message);
            handlers.handle(message, segment);
            unitOfWork.resources().remove(FAILED);
        }
    }

    /** Does nothing if somebody else has been, or is, at the event. */
    private void retry(EventMessage<?> message, Segment segment, DeadLetter retried) throws Exception {
        if (tables.lock(retried, clock.instant())) {
            handlers.handle(message, segment);
            tables.remove(retried, clock.instant());
        }
    }

    private boolean waits(EventMessage<?> message, Segment segment) {
        String sequence = references.sequenceOf(message);
        if (!waiting.has(segment.getSegmentId(), sequence)) {
            return false;
        }
        DeadLetter event = references.to(message, segment);
        boolean waits = tables.append(event);
        if (!waits) {
            waiting.remove(event.key());
        }
        return waits;
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
        tables.forget(references.processor());
        handlers.performReset(resetContext);
    }

    @Override
    public void segmentReleased(Segment segment) {
        handlers.segmentReleased(segment);
    }
}

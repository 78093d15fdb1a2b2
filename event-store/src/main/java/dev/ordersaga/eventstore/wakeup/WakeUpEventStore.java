package dev.ordersaga.eventstore.wakeup;

import dev.ordersaga.eventstore.reading.LocalCommitCache;
import java.time.Duration;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.TrackingEventStream;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Axon's embedded event store whose readers are woken up. Publishing and loading are Axon's own; the part that follows
 * the events is replaced as a whole when the database was.
 *
 * <p>Axon's store looks for events of other processes once a second, and its processors look at the store twice a
 * second. Here neither looks by the clock: {@link #wakeUp} makes the store look, and what it finds wakes the processors.
 */
class WakeUpEventStore extends EmbeddedEventStore {

    /** Called after each commit of events in this process, in the committing thread. */
    interface CommitListener {

        /** @param isKnown whether readers can have the events without asking the database */
        void committed(boolean isKnown);
    }

    /** Wake-ups come from outside, so that Axon's own timer can be as good as off. */
    private static final Duration NEVER = Duration.ofDays(365);

    private static final String TOLD = WakeUpEventStore.class.getName() + ".told";

    private final Builder builder;
    private final EventStorageEngine engine;
    private final LocalCommitCache own;
    private final CommitNotifications arrivals;
    private final WakeUpRegistry sleepers = new WakeUpRegistry();
    private final List<CommitListener> commitListeners = new CopyOnWriteArrayList<>();
    private final LongAdder appended = new LongAdder();
    private volatile Tail tail;

    /** @param builder all settings except the engine and the fetch delay */
    @SuppressWarnings("this-escape")
    public WakeUpEventStore(
            Builder builder, EventStorageEngine engine, LocalCommitCache own, CommitNotifications arrivals) {
        super(builder.storageEngine(engine).timeUnit(TimeUnit.MILLISECONDS).fetchDelay(NEVER.toMillis()));
        this.builder = builder;
        this.engine = engine;
        this.own = own;
        this.arrivals = arrivals;
        this.tail = newTail();
    }

    void onCommit(CommitListener listener) {
        commitListeners.add(listener);
    }

    /** Looks for new events now. */
    public void wakeUp() {
        tail.look();
    }

    /** Looks for events that this process has committed. */
    public void wakeUpForOwn() {
        tail.lookAtOwn();
    }

    /** Lets every processor look at what is there: for the case that its wake-up was lost. */
    public void wakeProcessors() {
        sleepers.wake();
    }

    /** How many events this process has stored. */
    public long appendedEvents() {
        return appended.sum();
    }

    /** Drops what is cached and breaks all streams, so that processors go back to their stored tokens. */
    public void startOver() {
        Tail before;
        synchronized (this) {
            before = tail;
            tail = newTail();
        }
        before.shutDown();
        sleepers.wake();
    }

    @Override
    public TrackingEventStream openStream(@Nullable TrackingToken trackingToken) {
        Tail followed = tail;
        return new WakeUpEventStream(followed.openStream(trackingToken), sleepers, followed);
    }

    /**
     * Axon tells of the events of a nested unit of work twice: on its own behalf, and on behalf of the one around it that
     * stored them.
     */
    @Override
    protected void afterCommit(List<? extends EventMessage<?>> events) {
        List<? extends EventMessage<?>> news =
                events.stream().filter(WakeUpEventStore::isNews).toList();
        if (news.isEmpty()) {
            return;
        }
        if (TransactionSynchronizationManager.isActualTransactionActive()
                && TransactionSynchronizationManager.isSynchronizationActive()) {
            // The unit of work is part of a transaction that is still open: nothing can be seen yet.
            TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
                @Override
                public void afterCommit() {
                    committed(news);
                }
            });
        } else {
            committed(news);
        }
    }

    private static boolean isNews(EventMessage<?> event) {
        return !CurrentUnitOfWork.isStarted()
                || CurrentUnitOfWork.get()
                        .root()
                        .getOrComputeResource(TOLD, key -> Collections.newSetFromMap(new IdentityHashMap<>()))
                        .add(event);
    }

    @Override
    public void shutDown() {
        tail.shutDown();
        super.shutDown();
    }

    private void committed(List<? extends EventMessage<?>> events) {
        appended.add(events.size());
        boolean isKnown = own.hold(events);
        commitListeners.forEach(listener -> listener.committed(isKnown));
    }

    private Tail newTail() {
        return new Tail(builder, new TailStorageEngine(engine, own, sleepers, arrivals));
    }

    /** The part of Axon's store that follows the events; its first reader starts it. */
    private final class Tail extends EmbeddedEventStore implements WakeUpEventStream.Source {

        private final TailStorageEngine followedEngine;

        Tail(Builder builder, TailStorageEngine followedEngine) {
            super(builder.storageEngine(followedEngine));
            this.followedEngine = followedEngine;
        }

        @Override
        public void look() {
            followedEngine.expectEvents();
            super.afterCommit(List.of());
        }

        void lookAtOwn() {
            super.afterCommit(List.of());
        }

        @Override
        public boolean isOutlived() {
            return this != tail;
        }

        @Override
        public long ownReads() {
            return followedEngine.ownReads();
        }
    }
}

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
 * Axon's embedded event store with push instead of polling for its readers. Publishing and loading are Axon's own; the tail,
 * which follows the events for all readers, is replaced as a whole when the database was replaced.
 *
 * <p>Axon's store polls for events of other processes once a second, and its processors poll the store twice a second.
 * Here neither polls: {@link #readNewEvents} makes the tail read, and the events that it finds wake the processors.
 */
class WakeUpEventStore extends EmbeddedEventStore {

    /** Called after each commit of events in this process, in the committing thread. */
    interface CommitListener {

        /** @param isCached whether readers find the events in the {@link LocalCommitCache} */
        void committed(boolean isCached);
    }

    /** Wake-ups are triggered from outside: this effectively disables Axon's own timer. */
    private static final Duration NEVER = Duration.ofDays(365);

    private static final String SEEN = WakeUpEventStore.class.getName() + ".seen";

    private final Builder builder;
    private final EventStorageEngine engine;
    private final LocalCommitCache localCommits;
    private final CommitNotifications notifications;
    private final WakeUpRegistry waiting = new WakeUpRegistry();
    private final List<CommitListener> commitListeners = new CopyOnWriteArrayList<>();
    private final LongAdder appended = new LongAdder();
    private volatile Tail tail;

    /** @param builder all settings except the engine and the fetch delay */
    @SuppressWarnings("this-escape")
    public WakeUpEventStore(
            Builder builder,
            EventStorageEngine engine,
            LocalCommitCache localCommits,
            CommitNotifications notifications) {
        super(builder.storageEngine(engine).timeUnit(TimeUnit.MILLISECONDS).fetchDelay(NEVER.toMillis()));
        this.builder = builder;
        this.engine = engine;
        this.localCommits = localCommits;
        this.notifications = notifications;
        this.tail = newTail();
    }

    void onCommit(CommitListener listener) {
        commitListeners.add(listener);
    }

    /** Makes the tail read new events from the database now. */
    public void readNewEvents() {
        tail.readNewEvents();
    }

    /** Makes the tail read the cached events that this process has committed. */
    public void readLocalCommits() {
        tail.readLocalCommits();
    }

    /** Wakes every processor, in case its wake-up was lost. */
    public void wakeProcessors() {
        waiting.wakeAll();
    }

    /** How many events this process has committed. */
    public long appendedEvents() {
        return appended.sum();
    }

    /** Discards all cached events and breaks all streams, so that processors resume at their stored tokens. */
    public void reset() {
        Tail before;
        synchronized (this) {
            before = tail;
            tail = newTail();
        }
        before.shutDown();
        waiting.wakeAll();
    }

    @Override
    public TrackingEventStream openStream(@Nullable TrackingToken trackingToken) {
        Tail followed = tail;
        return new WakeUpEventStream(followed.openStream(trackingToken), waiting, followed);
    }

    /**
     * Axon calls this twice with the events of a nested unit of work: for the nested one, and for the enclosing one that
     * stored them.
     */
    @Override
    protected void afterCommit(List<? extends EventMessage<?>> events) {
        List<? extends EventMessage<?>> unseen =
                events.stream().filter(WakeUpEventStore::isUnseen).toList();
        if (unseen.isEmpty()) {
            return;
        }
        if (TransactionSynchronizationManager.isActualTransactionActive()
                && TransactionSynchronizationManager.isSynchronizationActive()) {
            // The unit of work is part of a transaction that is still open: its events are not visible yet.
            TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
                @Override
                public void afterCommit() {
                    committed(unseen);
                }
            });
        } else {
            committed(unseen);
        }
    }

    private static boolean isUnseen(EventMessage<?> event) {
        return !CurrentUnitOfWork.isStarted()
                || CurrentUnitOfWork.get()
                        .root()
                        .getOrComputeResource(SEEN, key -> Collections.newSetFromMap(new IdentityHashMap<>()))
                        .add(event);
    }

    @Override
    public void shutDown() {
        tail.shutDown();
        super.shutDown();
    }

    private void committed(List<? extends EventMessage<?>> events) {
        appended.add(events.size());
        boolean isCached = localCommits.containsAll(events);
        commitListeners.forEach(listener -> listener.committed(isCached));
    }

    private Tail newTail() {
        return new Tail(builder, new TailStorageEngine(engine, localCommits, waiting, notifications));
    }

    /** The part of Axon's store that follows the events; started by its first reader. */
    private final class Tail extends EmbeddedEventStore implements WakeUpEventStream.Source {

        private final TailStorageEngine tailEngine;

        Tail(Builder builder, TailStorageEngine tailEngine) {
            super(builder.storageEngine(tailEngine));
            this.tailEngine = tailEngine;
        }

        @Override
        public void readNewEvents() {
            tailEngine.expectNewEvents();
            super.afterCommit(List.of());
        }

        void readLocalCommits() {
            super.afterCommit(List.of());
        }

        @Override
        public boolean isReplaced() {
            return this != tail;
        }

        @Override
        public long privateReads() {
            return tailEngine.privateReads();
        }
    }
}

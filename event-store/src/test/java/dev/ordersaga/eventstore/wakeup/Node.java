package dev.ordersaga.eventstore.wakeup;

import dev.ordersaga.eventstore.appending.SnapshotPresence;
import dev.ordersaga.eventstore.reading.ExactEventStorageEngine;
import dev.ordersaga.eventstore.reading.ExactReading;
import dev.ordersaga.eventstore.testing.JpaOnPostgres;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.axonframework.common.transaction.NoTransactionManager;
import org.axonframework.eventhandling.EventHandlerInvoker;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.PropagatingErrorHandler;
import org.axonframework.eventhandling.Segment;
import org.axonframework.eventhandling.pooled.PooledStreamingEventProcessor;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.eventhandling.tokenstore.inmemory.InMemoryTokenStore;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.messaging.MetaData;
import org.axonframework.messaging.StreamableMessageSource;

/** One process on the event store: a store, its wake-ups, and a processor that logs the events that it handles. */
final class Node implements AutoCloseable {

    static final Duration NEVER = Duration.ofHours(1);

    final WakeUpEventStore store;
    final List<String> handled = new CopyOnWriteArrayList<>();
    final List<Long> handledAt = new CopyOnWriteArrayList<>();
    private final WakeUpScheduler wakeUps;
    private final PooledStreamingEventProcessor processor;
    private final ScheduledExecutorService coordinator = Executors.newScheduledThreadPool(1);
    private final ScheduledExecutorService worker = Executors.newScheduledThreadPool(1);

    Node(JpaOnPostgres database, CommitSignals signals, Duration poll) {
        this(database, signals, poll, new InMemoryTokenStore());
    }

    Node(JpaOnPostgres database, CommitSignals signals, Duration poll, TokenStore tokens) {
        ExactReading reading = new ExactReading(database.dataSource(), Clock.systemUTC());
        store = new WakeUpEventStore(
                EmbeddedEventStore.builder(),
                new ExactEventStorageEngine(
                        database.engine(),
                        database.transactions(),
                        reading,
                        new SnapshotPresence(Clock.systemUTC()),
                        database.serializer()),
                reading.localCommits(),
                new CommitNotifications());
        wakeUps = new WakeUpScheduler(
                store, reading, signals, new WakeUpSettings(true, poll, poll, "test", null, 10_000));
        processor = PooledStreamingEventProcessor.builder()
                .name("log")
                .eventHandlerInvoker(new Log())
                .errorHandler(PropagatingErrorHandler.instance())
                .messageSource(store)
                .tokenStore(tokens)
                .transactionManager(NoTransactionManager.INSTANCE)
                .initialToken(StreamableMessageSource::createTailToken)
                .initialSegmentCount(1)
                .batchSize(50)
                .coordinatorExecutor(coordinator)
                .workerExecutor(worker)
                .build();
        wakeUps.start();
        processor.start();
    }

    static CommitSignals postgresSignals(JpaOnPostgres database) {
        return new PostgresCommitSignals(new CommitSignalConnections(database.dataSource(), null), "test");
    }

    void publish(String id) {
        store.publish(new GenericDomainEventMessage<>(
                "T",
                "of " + id,
                0,
                "x",
                MetaData.emptyInstance(),
                id,
                Clock.systemUTC().instant()));
    }

    @Override
    public void close() {
        processor.shutDown();
        wakeUps.stop();
        store.shutDown();
        coordinator.shutdownNow();
        worker.shutdownNow();
    }

    private final class Log implements EventHandlerInvoker {
        @Override
        public boolean canHandle(EventMessage<?> eventMessage, Segment segment) {
            return true;
        }

        @Override
        public void handle(EventMessage<?> message, Segment segment) {
            handledAt.add(System.nanoTime());
            handled.add(message.getIdentifier());
        }
    }
}

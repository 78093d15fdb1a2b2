package dev.ordersaga.eventstore.wakeup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ordersaga.eventstore.appending.SnapshotPresence;
import dev.ordersaga.eventstore.reading.ExactEventStorageEngine;
import dev.ordersaga.eventstore.reading.ExactReading;
import dev.ordersaga.eventstore.testing.JpaOnPostgres;
import java.lang.reflect.Field;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.DefaultEventBusSpanFactory;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.TrackingEventStream;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStoreTest;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.eventsourcing.eventstore.jpa.JpaEventStorageEngine;
import org.axonframework.eventsourcing.utils.EventStoreTestUtils;
import org.axonframework.tracing.TestSpanFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Axon's published suite {@code EmbeddedEventStoreTest}, on PostgreSQL. It creates the store in a private
 * method; this class replaces it by ours. The cases that create another one, with reading ahead disabled, run on Axon's
 * store. One case waits 100 ms for an event to arrive: it is replaced by one that does not depend on timing.
 */
@ExtendWith(AxonEventStoreSuiteIT.WithoutClock.class)
class AxonEventStoreSuiteIT extends EmbeddedEventStoreTest {

    private static final JpaOnPostgres DATABASE = new JpaOnPostgres();

    private final ExactReading reading = new ExactReading(DATABASE.dataSource(), Clock.systemUTC());
    private WakeUpScheduler wakeUps;

    @AfterAll
    static void stop() {
        DATABASE.close();
    }

    @Override
    public EventStorageEngine createStorageEngine() {
        DATABASE.clear();
        return new InTransactions(DATABASE.engine(), reading);
    }

    @Override
    public TransactionManager getTransactionManager() {
        return DATABASE.transactions();
    }

    @BeforeEach
    void replaceTheStore() throws ReflectiveOperationException {
        ((EmbeddedEventStore) field("testSubject").get(this)).shutDown();
        EmbeddedEventStore.Builder builder = EmbeddedEventStore.builder()
                .cachedEvents(10)
                .cleanupDelay(10_000)
                .threadFactory((ThreadFactory) field("threadFactory").get(this))
                .spanFactory(DefaultEventBusSpanFactory.builder()
                        .spanFactory((TestSpanFactory) field("spanFactory").get(this))
                        .build());
        var store = new WakeUpEventStore(
                builder,
                (EventStorageEngine) field("storageEngine").get(this),
                reading.localCommits(),
                new CommitNotifications());
        field("testSubject").set(this, store);
        Duration poll = Duration.ofSeconds(1);
        wakeUps = new WakeUpScheduler(
                store, reading, CommitSignals.NONE, new WakeUpSettings(false, poll, poll, "suite", null, 10));
        wakeUps.start();
    }

    @AfterEach
    void stopWakeUps() {
        wakeUps.stop();
    }

    @Test
    void readingIsBlockedAtTheEndOfTheStreamUntilTheNextEvent() throws Exception {
        EmbeddedEventStore store = (EmbeddedEventStore) field("testSubject").get(this);
        store.publish(EventStoreTestUtils.createEvent(EventStoreTestUtils.AGGREGATE, 0));
        CountDownLatch unread = new CountDownLatch(2);
        TrackingEventStream stream = store.openStream(null);
        Thread reader =
                Thread.ofVirtual().start(() -> stream.asStream().limit(2).forEach(event -> unread.countDown()));
        await().until(() -> unread.getCount() == 1);
        store.publish(EventStoreTestUtils.createEvent(EventStoreTestUtils.AGGREGATE, 1));
        assertThat(reader.join(Duration.ofSeconds(10))).isTrue();
        assertThat(unread.getCount()).isZero();
    }

    static final class WithoutClock implements ExecutionCondition {
        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            return context.getTestMethod()
                    .filter(test -> test.getName().equals("readingIsBlockedWhenEndOfStreamIsReached"))
                    .map(test -> ConditionEvaluationResult.disabled("fails on a machine that is busy for 100 ms"))
                    .orElseGet(() -> ConditionEvaluationResult.enabled("not timed"));
        }
    }

    private static Field field(String name) throws NoSuchFieldException {
        Field field = EmbeddedEventStoreTest.class.getDeclaredField(name);
        field.setAccessible(true);
        return field;
    }

    /** The suite calls methods outside of a unit of work that need its transaction. */
    private static class InTransactions extends ExactEventStorageEngine {

        InTransactions(JpaEventStorageEngine.Builder builder, ExactReading reading) {
            super(
                    builder,
                    DATABASE.transactions(),
                    reading,
                    new SnapshotPresence(Clock.systemUTC()),
                    DATABASE.serializer());
        }

        @Override
        public void storeSnapshot(DomainEventMessage<?> snapshot) {
            DATABASE.transactions().executeInTransaction(() -> super.storeSnapshot(snapshot));
        }
    }
}

package dev.ordersaga.eventstore.reading;

import dev.ordersaga.eventstore.appending.SnapshotPresence;
import dev.ordersaga.eventstore.testing.JpaOnPostgres;
import java.time.Clock;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.eventstore.BatchingEventStorageEngineTest;
import org.axonframework.eventsourcing.eventstore.jpa.JpaEventStorageEngine;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/** Axon's published suites {@code EventStorageEngineTest}, {@code Abstract…} and {@code Batching…}, on PostgreSQL. */
class AxonStorageEngineSuiteIT
        extends BatchingEventStorageEngineTest<ExactEventStorageEngine, JpaEventStorageEngine.Builder> {

    private static JpaOnPostgres database;

    @BeforeAll
    static void start() {
        database = new JpaOnPostgres();
    }

    @AfterAll
    static void stop() {
        database.close();
    }

    @BeforeEach
    void newEngine() {
        database.clear();
        setTestSubject(createEngine());
    }

    @Override
    protected ExactEventStorageEngine createEngine(UnaryOperator<JpaEventStorageEngine.Builder> customization) {
        return new InTransactions(customization.apply(database.engine()));
    }

    /** The suite calls methods outside of a unit of work that need its transaction. */
    private static final class InTransactions extends ExactEventStorageEngine {

        InTransactions(Builder builder) {
            super(
                    builder,
                    database.transactions(),
                    new ExactReading(database.dataSource(), Clock.systemUTC()),
                    new SnapshotPresence(Clock.systemUTC()),
                    database.serializer());
        }

        @Override
        public void storeSnapshot(DomainEventMessage<?> snapshot) {
            database.transactions().executeInTransaction(() -> super.storeSnapshot(snapshot));
        }

        @Override
        public Optional<Long> lastSequenceNumberFor(String aggregateIdentifier) {
            return database.transactions().fetchInTransaction(() -> super.lastSequenceNumberFor(aggregateIdentifier));
        }
    }
}

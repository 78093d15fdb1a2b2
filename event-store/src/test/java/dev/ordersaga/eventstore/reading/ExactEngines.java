package dev.ordersaga.eventstore.reading;

import dev.ordersaga.eventstore.appending.SnapshotPresence;
import dev.ordersaga.eventstore.testing.JpaOnPostgres;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** Engines for tests, which may advance the watermark with each read. */
final class ExactEngines {

    private ExactEngines() {}

    static ExactEventStorageEngine of(JpaOnPostgres database, SequenceLock lock) {
        return of(database, reading(lock, new PostgresEventLog(database.dataSource())));
    }

    static ExactEventStorageEngine of(JpaOnPostgres database, ExactReading reading) {
        return new ExactEventStorageEngine(
                database.engine(),
                database.transactions(),
                reading,
                new SnapshotPresence(Clock.systemUTC()),
                database.serializer());
    }

    static ExactReading reading(SequenceLock lock, EventLog log) {
        AtomicLong time = new AtomicLong();
        return new ExactReading(
                lock, log, Clock.systemUTC(), () -> time.addAndGet(1_000_000_000), Duration.ofMillis(500));
    }
}

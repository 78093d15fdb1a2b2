package dev.ordersaga.eventstore.reading;

import dev.ordersaga.eventstore.testing.JpaOnPostgres;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;

/** Seeded random load on one store. The seed determines what each writer does, not its timing. */
final class Fuzz {

    static final int TRACKERS = 4;
    private static final int WRITERS = 16;

    private final JpaOnPostgres database;
    private final long seed;
    private final int events;
    private final CountDownLatch reading = new CountDownLatch(TRACKERS);
    private final AtomicBoolean written = new AtomicBoolean();

    Fuzz(JpaOnPostgres database, long seed, int events) {
        this.database = database;
        this.seed = seed;
        this.events = events;
    }

    /** Returns the trackers after they have read everything. */
    List<Tracker> run(Supplier<EventStorageEngine> engines) throws Exception {
        try (ExecutorService threads = Executors.newCachedThreadPool()) {
            List<Future<Tracker>> trackers = new ArrayList<>();
            for (int tracker = 0; tracker < TRACKERS; tracker++) {
                Random random = new Random(seed * 31 + tracker);
                trackers.add(threads.submit(() -> track(engines, random)));
            }
            reading.await();
            List<Callable<Void>> writers = new ArrayList<>();
            for (int writer = 0; writer < WRITERS; writer++) {
                writers.add(writer(writer, new Random(seed + writer)));
            }
            for (Future<Void> writer : threads.invokeAll(writers)) {
                writer.get();
            }
            written.set(true);
            List<Tracker> done = new ArrayList<>();
            for (Future<Tracker> tracker : trackers) {
                done.add(tracker.get());
            }
            return done;
        }
    }

    private Callable<Void> writer(int number, Random random) {
        return () -> {
            try (Writer writer = new Writer(database)) {
                for (int i = 0; i < events / WRITERS; ) {
                    i += transaction(writer, number + "-" + i, random);
                }
            }
            return null;
        };
    }

    /** Stores up to four events, not in the order of their indexes; returns how many were attempted. */
    private static int transaction(Writer writer, String name, Random random) throws SQLException {
        int count = 1 + random.nextInt(4);
        List<Long> indexes = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            pause(random, 300);
            if (random.nextInt(20) == 0) {
                writer.execute("SAVEPOINT s");
                indexes.add(writer.takeIndex());
                writer.execute("ROLLBACK TO SAVEPOINT s");
            } else {
                indexes.add(writer.takeIndex());
            }
        }
        Collections.shuffle(indexes, random);
        // A clock that is up to minutes fast or slow.
        Instant timestamp = Clock.systemUTC().instant().plus(Duration.ofSeconds(random.nextInt(600) - 300));
        for (int i = 0; i < count; i++) {
            if (random.nextInt(10) > 0) {
                writer.store(indexes.get(i), name + "-" + i, timestamp);
            }
            pause(random, 500);
        }
        if (random.nextInt(100) == 0) {
            pause(random, 200_000);
        }
        if (random.nextInt(10) == 0) {
            writer.rollback();
        } else {
            writer.commit();
        }
        return count;
    }

    private Tracker track(Supplier<EventStorageEngine> engines, Random random) {
        Tracker tracker = new Tracker(engines.get(), null).poll();
        reading.countDown();
        while (!written.get()) {
            tracker.poll();
            pause(random, 5_000);
            if (random.nextInt(50) == 0) {
                // A restarted process only has the position that it stored.
                tracker = tracker.restarted(engines.get());
            }
        }
        int stored = database.storedIdentifiers().size();
        for (int i = 0; i < 10 && tracker.log().size() < stored; i++) {
            tracker.poll();
            pause(random, 50_000);
        }
        tracker.poll();
        return tracker;
    }

    private static void pause(Random random, int maxMicros) {
        LockSupport.parkNanos(random.nextInt(maxMicros) * 1_000L);
    }
}

package dev.ordersaga.eventstore.reading;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersaga.eventstore.testing.JpaOnPostgres;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.axonframework.eventhandling.GapAwareTrackingToken;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Mutation test of the reading algorithm: without any one of its parts, there is an interleaving in which an event is lost.
 * Each test runs that interleaving with the algorithm and with a mutant that lacks the part.
 */
class MutantsIT {

    private static JpaOnPostgres database;

    private Writer a;
    private Writer b;

    @BeforeAll
    static void start() {
        database = new JpaOnPostgres();
    }

    @AfterAll
    static void stop() {
        database.close();
    }

    @BeforeEach
    void open() throws SQLException {
        database.clear();
        a = new Writer(database);
        b = new Writer(database);
    }

    @AfterEach
    void close() throws SQLException {
        a.close();
        b.close();
    }

    @Test
    void theIndexIsReadBeforeTheHolders() throws SQLException {
        assertThat(overlappingWithTheSnapshot(true)).containsExactly("first", "A", "B");
    }

    @Test
    void mutantThatReadsTheHoldersBeforeTheIndexLosesAnEvent() throws SQLException {
        assertThat(overlappingWithTheSnapshot(false)).containsExactly("first", "B");
    }

    /** Between the two statements of one snapshot, A takes an index and B stores the next one. */
    private List<String> overlappingWithTheSnapshot(boolean indexFirst) throws SQLException {
        b.takeIndex();
        b.rollback();
        b.store(b.takeIndex(), "first", now());
        b.commit();
        OnlyOnce between = new OnlyOnce(() -> {
            a.takeIndex();
            commitB();
        });
        Tracker tracker =
                new Tracker(ExactEngines.of(database, new TwoStatements(database, indexFirst, between::run)), null);
        tracker.poll().poll().poll();
        a.store(3, "A", now());
        a.commit();
        return tracker.poll().poll().log();
    }

    @Test
    void aPreparedTransactionKeepsItsIndexOpen() throws SQLException {
        assertThat(preparedBetweenSnapshots(new PostgresSequenceLock(database.dataSource())))
                .containsExactly("A", "B");
    }

    @Test
    void mutantThatIgnoresPreparedTransactionsLosesAnEvent() throws SQLException {
        SequenceLock real = new PostgresSequenceLock(database.dataSource());
        SequenceLock mutant = new Delegating(real) {
            @Override
            public SequenceLockSnapshot snapshot() throws SQLException {
                SequenceLockSnapshot snapshot = real.snapshot();
                return new SequenceLockSnapshot(snapshot.store(), snapshot.handedOut(), snapshot.holders(), false);
            }
        };
        assertThat(preparedBetweenSnapshots(mutant)).containsExactly("B");
    }

    private List<String> preparedBetweenSnapshots(SequenceLock lock) throws SQLException {
        Tracker tracker = new Tracker(ExactEngines.of(database, lock), null);
        long index = a.takeIndex();
        commitB();
        tracker.poll().poll();
        a.store(index, "A", now());
        a.execute("PREPARE TRANSACTION 'mutant'");
        tracker.poll().poll().poll();
        database.sql().sql("COMMIT PREPARED 'mutant'").update();
        return tracker.poll().poll().poll().log();
    }

    @Test
    void theWatermarkIsTakenBeforeTheSnapshot() throws SQLException {
        assertThat(committedBetweenSnapshotAndDecision(false)).containsExactly("A", "B");
    }

    @Test
    void mutantThatTakesTheWatermarkAfterTheSnapshotLosesAnEvent() throws SQLException {
        assertThat(committedBetweenSnapshotAndDecision(true)).containsExactly("B");
    }

    /** B is in the page and A is not; then A commits, and another stream advances the watermark. */
    private List<String> committedBetweenSnapshotAndDecision(boolean lateWatermark) throws SQLException {
        long index = a.takeIndex();
        commitB();
        SequenceLock lock = new PostgresSequenceLock(database.dataSource());
        Watermark watermark = new Watermark(lock);
        OnlyOnce afterSnapshot = new OnlyOnce(() -> {
            a.store(index, "A", now());
            a.commit();
            watermark.advance();
        });
        AtomicLong time = new AtomicLong();
        ExactReader reader = new ExactReader(
                new InterruptedLog(new PostgresEventLog(database.dataSource()), afterSnapshot::run),
                lateWatermark ? () -> (store, asked) -> watermark.get().isDecided(store, asked) : watermark,
                watermark,
                new ReadBarrier(Clock.systemUTC()),
                () -> time.addAndGet(1_000_000_000));
        return fourPages(reader);
    }

    private static List<String> fourPages(ExactReader reader) throws SQLException {
        List<String> read = new ArrayList<>();
        @Nullable GapAwareTrackingToken position = null;
        for (int poll = 0; poll < 4; poll++) {
            for (var event : reader.read(position, 10).delivered()) {
                read.add(event.getEventIdentifier());
                position = (GapAwareTrackingToken) event.trackingToken();
            }
        }
        return read;
    }

    /**
     * The common alternative: a transaction that may still store a lower index has a transaction id, and so is visible in
     * the snapshot's xmin. But an index is taken without a transaction id, except every 32nd time.
     */
    @Test
    void mutantThatReliesOnTransactionIdsLosesAnEvent() throws SQLException {
        try (Writer first = new Writer(database)) {
            first.takeIndex();
            first.rollback();
        }
        SequenceLock real = new PostgresSequenceLock(database.dataSource());
        SequenceLock byTransactionIds = new Delegating(real) {
            @Override
            public SequenceLockSnapshot snapshot() throws SQLException {
                SequenceLockSnapshot snapshot = real.snapshot();
                boolean inProgress = database.sql()
                        .sql("SELECT pg_snapshot_xmin(s) < pg_snapshot_xmax(s) FROM pg_current_snapshot() s")
                        .query(Boolean.class)
                        .single();
                return new SequenceLockSnapshot(
                        snapshot.store(), snapshot.handedOut(), inProgress ? snapshot.holders() : Set.of(), false);
            }
        };
        Tracker tracker = new Tracker(ExactEngines.of(database, byTransactionIds), null);
        long index = a.takeIndex();
        commitB();
        tracker.poll().poll().poll();
        a.store(index, "A", now());
        a.commit();
        assertThat(tracker.poll().poll().log()).containsExactly("B");
    }

    private void commitB() throws SQLException {
        b.store(b.takeIndex(), "B", now());
        b.commit();
    }

    private static Instant now() {
        return Clock.systemUTC().instant();
    }

    private static final class OnlyOnce {
        private final Step step;
        private boolean done;

        OnlyOnce(Step step) {
            this.step = step;
        }

        void run() throws SQLException {
            if (!done) {
                done = true;
                step.run();
            }
        }
    }

    private abstract static class Delegating implements SequenceLock {
        private final SequenceLock real;

        Delegating(SequenceLock real) {
            this.real = real;
        }

        @Override
        public Optional<BlockingTransaction> longestHolder() throws SQLException {
            return real.longestHolder();
        }
    }
}

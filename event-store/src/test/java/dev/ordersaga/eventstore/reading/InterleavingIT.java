package dev.ordersaga.eventstore.reading;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersaga.eventstore.testing.JpaOnPostgres;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Interleavings of two transactions: A takes the lower index, B stores and commits first. The events read must be exactly
 * those committed, in index order. With the same steps, stock Axon loses A's event, since B's clock is behind.
 */
class InterleavingIT {

    private static final Duration BEHIND = Duration.ofMinutes(-10);

    private static JpaOnPostgres database;

    private Writer a;
    private Writer b;
    private Instant now;

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
        now = Clock.systemUTC().instant();
    }

    @AfterEach
    void close() throws SQLException {
        a.close();
        b.close();
    }

    /** The steps between taking the indexes and the end of A. */
    enum Script {
        COMMIT_ORDER_IS_NOT_INDEX_ORDER {
            @Override
            void endA(InterleavingIT steps, long index) throws SQLException {
                steps.a.store(index, "A", steps.now);
                steps.a.commit();
            }
        },
        CLOCK_OF_A_IS_AHEAD {
            @Override
            void endA(InterleavingIT steps, long index) throws SQLException {
                steps.a.store(index, "A", steps.now.minus(BEHIND));
                steps.a.commit();
            }
        },
        INDEX_SURVIVES_ROLLBACK_TO_SAVEPOINT {
            @Override
            long takeA(InterleavingIT steps) throws SQLException {
                steps.a.execute("SAVEPOINT before");
                long index = steps.a.takeIndex();
                steps.a.execute("ROLLBACK TO SAVEPOINT before");
                return index;
            }

            @Override
            void endA(InterleavingIT steps, long index) throws SQLException {
                steps.a.store(index, "A", steps.now);
                steps.a.commit();
            }
        },
        PREPARED_TRANSACTION {
            @Override
            void whileWaiting(InterleavingIT steps, long index) throws SQLException {
                steps.a.store(index, "A", steps.now);
                steps.a.execute("PREPARE TRANSACTION 'a'");
            }

            @Override
            void endA(InterleavingIT steps, long index) {
                database.sql().sql("COMMIT PREPARED 'a'").update();
            }
        },
        ROLLBACK {
            @Override
            void endA(InterleavingIT steps, long index) throws SQLException {
                steps.a.store(index, "A", steps.now);
                steps.a.rollback();
            }
        },
        PREPARED_TRANSACTION_ROLLED_BACK {
            @Override
            void whileWaiting(InterleavingIT steps, long index) throws SQLException {
                steps.a.store(index, "A", steps.now);
                steps.a.execute("PREPARE TRANSACTION 'a'");
            }

            @Override
            void endA(InterleavingIT steps, long index) {
                database.sql().sql("ROLLBACK PREPARED 'a'").update();
            }
        },
        BACKEND_KILLED {
            @Override
            void endA(InterleavingIT steps, long index) throws SQLException {
                steps.a.store(index, "A", steps.now);
                database.sql()
                        .sql("SELECT pg_terminate_backend(:pid, 5000)")
                        .param("pid", steps.a.pid())
                        .query(Boolean.class)
                        .single();
            }
        };

        long takeA(InterleavingIT steps) throws SQLException {
            return steps.a.takeIndex();
        }

        void whileWaiting(InterleavingIT steps, long index) throws SQLException {}

        abstract void endA(InterleavingIT steps, long index) throws SQLException;

        List<String> run(InterleavingIT steps, Tracker tracker) throws SQLException {
            long index = takeA(steps);
            steps.b.store(steps.b.takeIndex(), "B", steps.now.plus(BEHIND));
            steps.b.commit();
            tracker.poll().poll().poll();
            whileWaiting(steps, index);
            tracker.poll().poll().poll();
            endA(steps, index);
            return tracker.poll().poll().poll().log();
        }
    }

    @ParameterizedTest
    @EnumSource
    void exactlyTheCommittedEventsAreReadInIndexOrder(Script script) throws SQLException {
        List<String> read = script.run(this, new Tracker(exact(), null));
        assertThat(read).isEqualTo(database.storedIdentifiers());
    }

    @ParameterizedTest
    @EnumSource(
            names = {
                "COMMIT_ORDER_IS_NOT_INDEX_ORDER",
                "CLOCK_OF_A_IS_AHEAD",
                "INDEX_SURVIVES_ROLLBACK_TO_SAVEPOINT",
                "PREPARED_TRANSACTION"
            })
    void redControlStockAxonNeverReadsTheEventOfA(Script script) throws SQLException {
        List<String> read = script.run(this, new Tracker(database.engine().build(), null));
        assertThat(database.storedIdentifiers()).containsExactly("A", "B");
        assertThat(read).containsExactly("B");
    }

    private static EventStorageEngine exact() {
        return ExactEngines.of(database, new PostgresSequenceLock(database.dataSource()));
    }
}

package dev.ordersaga.eventstore.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ordersaga.eventstore.testing.JpaOnPostgres;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.axonframework.eventhandling.GapAwareTrackingToken;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.eventsourcing.eventstore.EventStoreException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tokens: start positions that skip no event, and tokens that stock Axon has stored. */
class PositionsIT {

    private static JpaOnPostgres database;

    private final Instant now = Clock.systemUTC().instant();
    private Writer a;
    private Writer b;
    private EventStorageEngine exact;

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
        exact = ExactEngines.of(database, new PostgresSequenceLock(database.dataSource()));
    }

    @AfterEach
    void close() throws SQLException {
        a.close();
        b.close();
    }

    @Test
    void theTailIsBeforeAnUndecidedIndex() throws SQLException {
        long index = a.takeIndex();
        commit(b, "B");
        TrackingToken tail = exact.createTailToken();
        a.store(index, "A", now);
        a.commit();
        assertThat(new Tracker(exact, tail).poll().poll().log()).containsExactly("A", "B");
        assertThat(database.engine().build().createTailToken()).isNotNull();
    }

    @Test
    void afterOldEventsWereDeletedTheTailIsBeforeTheFirstRemainingOne() throws SQLException {
        commit(a, "1");
        commit(a, "2");
        commit(a, "3");
        database.sql()
                .sql("DELETE FROM eventstore.domain_event_entry WHERE global_index < 3")
                .update();
        TrackingToken tail = exact.createTailToken();
        assertThat(tail).isEqualTo(position(2));
        assertThat(new Tracker(exact, tail).poll().log()).containsExactly("3");
        assertThat(new Tracker(exact, null).poll().log()).containsExactly("3");
    }

    @Test
    void theHeadWaitsForAnUndecidedIndexAndIsAfterItsEvent() throws Exception {
        commit(b, "first");
        long index = a.takeIndex();
        a.store(index, "A", now);
        CompletableFuture<TrackingToken> head = CompletableFuture.supplyAsync(exact::createHeadToken);
        commit(b, "B");
        assertThat(head).isNotDone();
        a.commit();
        Tracker tracker = new Tracker(exact, head.get()).poll();
        commit(b, "next");
        assertThat(tracker.poll().log()).endsWith("next").doesNotContain("first");
    }

    /** Red control: stock Axon's head is after an event that is not yet committed. */
    @Test
    void redControlStockAxonsHeadSkipsAnEvent() throws SQLException {
        long index = a.takeIndex();
        commit(b, "B");
        EventStorageEngine stock = database.engine().build();
        TrackingToken head = database.transactions().fetchInTransaction(stock::createHeadToken);
        a.store(index, "A", now);
        a.commit();
        commit(b, "next");
        assertThat(new Tracker(stock, head).poll().log()).containsExactly("next");
    }

    @Test
    void aHeadThatCannotBeDeterminedNamesTheBlockingTransaction() throws SQLException {
        a.takeIndex();
        assertThatThrownBy(exact::createHeadToken)
                .isInstanceOf(EventStoreException.class)
                .hasMessageContaining("pid=" + a.pid());
    }

    @Test
    void aTokenAtATimeIsBeforeTheFirstEventSinceThen() throws SQLException {
        commit(b, "early", now.minusSeconds(60));
        commit(b, "late", now);
        assertThat(exact.createTokenAt(now.minusSeconds(30))).isEqualTo(position(1));
        assertThat(exact.createTokenAt(now.plusSeconds(30))).isEqualTo(position(2));
    }

    @Test
    void anEmptyStoreHasTailAndHeadButNoEvents() {
        assertThat(new Tracker(exact, exact.createTailToken()).poll().log()).isEmpty();
        assertThat(new Tracker(exact, exact.createHeadToken()).poll().log()).isEmpty();
    }

    @Test
    void gapsOfATokenOfStockAxonAreFilledInOrderAndThenRemoved() throws SQLException {
        long filled = a.takeIndex();
        commit(b, "2", now);
        try (Writer c = new Writer(database)) {
            c.takeIndex();
            commit(b, "4", now);
            Tracker stock = new Tracker(database.engine().build(), null).poll();
            assertThat(stock.log()).containsExactly("2", "4");
            assertThat(stock.position()).isEqualTo(GapAwareTrackingToken.newInstance(4, List.of(1L, 3L)));

            commit(b, "5", now);
            Tracker continued = new Tracker(exact, stock.position()).poll().poll();
            assertThat(continued.log()).as("the gaps are still open").isEmpty();
            a.store(filled, "1", now);
            a.commit();
            assertThat(continued.poll().poll().log()).containsExactly("1");
            c.rollback();
            assertThat(continued.poll().poll().log()).containsExactly("1", "5");
            assertThat(continued.position()).isEqualTo(position(5));
        }
    }

    @Test
    void stockAxonCanContinueFromOurTokens() throws SQLException {
        commit(a, "1");
        Tracker exactReader = new Tracker(exact, null).poll();
        commit(a, "2");
        assertThat(new Tracker(database.engine().build(), exactReader.position())
                        .poll()
                        .log())
                .containsExactly("2");
    }

    @Test
    void oldGapsArePassedWithoutFurtherReads() throws SQLException {
        for (int i = 0; i < 40; i++) {
            a.takeIndex();
            a.rollback();
            commit(b, "e" + i);
        }
        assertThat(new Tracker(exact, null).poll().log()).hasSize(40);
    }

    @Test
    void manyEventsBehindAnUndecidedIndexWaitAndAreThenReadInOrder() throws SQLException {
        commit(b, "first");
        long index = a.takeIndex();
        database.sql()
                .sql(
                        "INSERT INTO eventstore.domain_event_entry (global_index, event_identifier, time_stamp, payload_type,"
                                + " payload, meta_data, type, aggregate_identifier, sequence_number)"
                                + " SELECT nextval('eventstore.domain_event_entry_seq'), 'e' || i, '2026-01-01T00:00:00Z',"
                                + " 'java.lang.String', '\"x\"', '{}', 'T', 'many', i FROM generate_series(1, 1234) i")
                .update();
        Tracker tracker = new Tracker(exact, null).poll().poll().poll();
        assertThat(tracker.log()).containsExactly("first");
        a.store(index, "A", now);
        a.commit();
        assertThat(tracker.poll().poll().log()).isEqualTo(database.storedIdentifiers());
    }

    @Test
    void whileReadersWaitOperatorsSeeTheBlockingTransaction() throws SQLException {
        SettableTime time = new SettableTime();
        ExactReading reading = new ExactReading(
                new PostgresSequenceLock(database.dataSource()),
                new PostgresEventLog(database.dataSource()),
                time.clock(),
                time.nanos(),
                Duration.ZERO);
        Tracker tracker = new Tracker(ExactEngines.of(database, reading), null);
        a.takeIndex();
        commit(b, "B");
        tracker.poll();
        time.advance(Duration.ofSeconds(7));
        tracker.poll();
        assertThat(reading.barrier().duration()).isEqualTo(Duration.ofSeconds(7));
        assertThat(reading.blocker())
                .hasValueSatisfying(blocker -> assertThat(blocker.pid()).isEqualTo(a.pid()));
        a.rollback();
        time.advance(Duration.ofSeconds(1));
        assertThat(tracker.poll().poll().log()).containsExactly("B");
        assertThat(reading.barrier().duration()).isZero();
        assertThat(reading.blocker()).isEmpty();
    }

    private void commit(Writer writer, String name) throws SQLException {
        commit(writer, name, now);
    }

    private static void commit(Writer writer, String name, Instant timestamp) throws SQLException {
        writer.store(writer.takeIndex(), name, timestamp);
        writer.commit();
    }

    private static TrackingToken position(long index) {
        return GapAwareTrackingToken.newInstance(index, List.of());
    }
}

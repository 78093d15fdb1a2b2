package dev.ordersaga.eventstore.appending;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ordersaga.eventstore.reading.ExactEventStorageEngine;
import dev.ordersaga.eventstore.reading.ExactReading;
import dev.ordersaga.eventstore.testing.JpaOnPostgres;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.eventsourcing.eventstore.EventStoreException;
import org.axonframework.eventsourcing.eventstore.jpa.SnapshotEventEntry;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.axonframework.modelling.command.AggregateStreamCreationException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.transaction.support.TransactionTemplate;

class AppendStatementIT {

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
    void clear() {
        database.clear();
    }

    @Test
    void theEventsOfAUnitOfWorkGetTheirIndexesInTheOrderOfPublicationInOneTransaction() {
        EmbeddedEventStore store =
                EmbeddedEventStore.builder().storageEngine(ours()).build();
        UnitOfWork<?> outer = started();
        store.publish(event("a", 0), event("b", 0));
        UnitOfWork<?> nested = DefaultUnitOfWork.startAndGet(null);
        store.publish(event("c", 0), event("a", 1));
        nested.commit();
        store.publish(GenericEventMessage.asEventMessage("without aggregate"));
        assertThat(stored()).isEmpty();
        outer.commit();
        assertThat(stored()).hasSize(5).startsWith("a 0", "b 0", "c 0", "a 1");
        assertThat(database.sql()
                        .sql("SELECT count(DISTINCT xmin::text) FROM eventstore.domain_event_entry")
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    void aRollbackStoresNothing() {
        EmbeddedEventStore store =
                EmbeddedEventStore.builder().storageEngine(ours()).build();
        UnitOfWork<?> unitOfWork = started();
        store.publish(event("a", 0));
        unitOfWork.onCommit(u -> {
            throw new IllegalStateException("after the events are stored");
        });
        assertThatThrownBy(unitOfWork::commit).hasMessageContaining("after the events");
        assertThat(stored()).isEmpty();
        store.publish(event("a", 0));
        assertThat(stored()).containsExactly("a 0");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void eventsAndEntitiesOfOneTransactionCommitTogether(boolean commit) {
        EventStorageEngine engine = ours();
        new TransactionTemplate(database.springTransactions()).executeWithoutResult(transaction -> {
            database.entityManagers()
                    .getEntityManager()
                    .persist(new SnapshotEventEntry(event("entity", 7), database.serializer()));
            engine.appendEvents(event("a", 0));
            assertThat(engine.readEvents("a").asStream()).hasSize(1);
            if (!commit) {
                transaction.setRollbackOnly();
            }
        });
        assertThat(stored()).hasSize(commit ? 1 : 0);
        assertThat(database.sql()
                        .sql("SELECT count(*) FROM eventstore.snapshot_event_entry")
                        .query(Integer.class)
                        .single())
                .isEqualTo(commit ? 1 : 0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ours", "stock"})
    void aKeyViolationFailsAsInAxonsOwnEngine(String which) {
        EventStorageEngine engine =
                which.equals("ours") ? ours() : database.engine().build();
        DomainEventMessage<?> first = event("a", 0);
        engine.appendEvents(first, event("a", 1));
        assertThatThrownBy(() -> engine.appendEvents(event("a", 1)))
                .isInstanceOf(ConcurrencyException.class)
                .hasMessageContaining("aggregate [a] at sequence [1]");
        assertThatThrownBy(() -> engine.appendEvents(event("a", 0)))
                .isInstanceOf(AggregateStreamCreationException.class)
                .hasMessageContaining("Cannot reuse aggregate identifier [a]");
        assertThatThrownBy(() -> engine.appendEvents(sameIdentifier(first, "b", 3)))
                .isInstanceOf(ConcurrencyException.class);
        String tooLong = "x".repeat(300);
        assertThatThrownBy(() -> engine.appendEvents(event(tooLong, 0))).isExactlyInstanceOf(EventStoreException.class);
        assertThat(stored()).containsExactly("a 0", "a 1");
    }

    @Test
    void theExceptionNamesTheEventThatViolatesTheKey() {
        EventStorageEngine engine = ours();
        engine.appendEvents(event("a", 0), event("a", 1), event("a", 2));
        assertThatThrownBy(() -> engine.appendEvents(event("new", 0), event("a", 2), event("b", 5)))
                .isInstanceOf(ConcurrencyException.class)
                .hasMessageContaining("aggregate [a] at sequence [2]");
        assertThat(stored()).hasSize(3);
    }

    @Test
    void moreEventsThanFitIntoOneStatementStayInOrder() {
        List<EventMessage<?>> many = new ArrayList<>();
        IntStream.range(0, 2_345).forEach(i -> many.add(event("many", i)));
        ours().appendEvents(many);
        assertThat(stored())
                .isEqualTo(IntStream.range(0, 2_345).mapToObj(i -> "many " + i).toList());
        assertThat(ours().readEvents("many").asStream()).hasSize(2_345);
        assertThat(ours().readEvents("many", 2_300).asStream()).hasSize(45);
    }

    @Test
    void cachedEventsEqualThoseInTheDatabase() {
        ExactReading reading = new ExactReading(database.dataSource(), Clock.systemUTC());
        EventStorageEngine writer = ours(reading);
        EmbeddedEventStore store =
                EmbeddedEventStore.builder().storageEngine(writer).build();
        store.publish(event("a", 0));
        TrackingToken afterFirst = read(writer, null).getFirst().trackingToken();
        store.publish(
                event("a", 1).andMetaData(Map.of("key", "value")),
                GenericEventMessage.asEventMessage("without aggregate"),
                event("b", 0));

        assertThat(reading.localCommits().newest()).isEqualTo(4);
        List<String> fromDatabase = described(read(ours(), afterFirst));
        database.sql().sql("TRUNCATE eventstore.domain_event_entry").update();
        assertThat(described(read(writer, afterFirst))).hasSize(3).isEqualTo(fromDatabase);
    }

    @Test
    void snapshotsAreOnlyQueriedIfAnyExists() {
        EventStorageEngine engine = ours();
        assertThat(engine.readSnapshot("a")).isEmpty();
        new TransactionTemplate(database.springTransactions())
                .executeWithoutResult(transaction -> engine.storeSnapshot(event("a", 5)));
        assertThat(engine.readSnapshot("a"))
                .hasValueSatisfying(
                        found -> assertThat(found.getSequenceNumber()).isEqualTo(5));
        assertThat(ours().readSnapshot("a")).as("another process").isPresent();
    }

    private static ExactEventStorageEngine ours() {
        return ours(new ExactReading(database.dataSource(), Clock.systemUTC()));
    }

    private static ExactEventStorageEngine ours(ExactReading reading) {
        return new ExactEventStorageEngine(
                database.engine(),
                database.transactions(),
                reading,
                new SnapshotPresence(Clock.systemUTC()),
                database.serializer());
    }

    private static List<? extends TrackedEventMessage<?>> read(
            EventStorageEngine engine, @Nullable TrackingToken after) {
        return engine.readEvents(after, false).toList();
    }

    private static List<String> described(List<? extends TrackedEventMessage<?>> events) {
        return events.stream()
                .map(event -> event + " at " + event.trackingToken() + " " + event.getTimestamp() + " "
                        + event.getPayloadType())
                .toList();
    }

    private static UnitOfWork<?> started() {
        UnitOfWork<?> unitOfWork = DefaultUnitOfWork.startAndGet(null);
        unitOfWork.attachTransaction(database.transactions());
        return unitOfWork;
    }

    private static DomainEventMessage<String> event(String aggregate, long sequenceNumber) {
        return new GenericDomainEventMessage<>("Thing", aggregate, sequenceNumber, "payload");
    }

    private static DomainEventMessage<?> sameIdentifier(DomainEventMessage<?> other, String aggregate, long number) {
        return new GenericDomainEventMessage<>(
                "Thing",
                aggregate,
                number,
                "payload",
                other.getMetaData(),
                other.getIdentifier(),
                other.getTimestamp());
    }

    private static List<String> stored() {
        return database.sql()
                .sql("SELECT aggregate_identifier || ' ' || sequence_number FROM eventstore.domain_event_entry"
                        + " ORDER BY global_index")
                .query((row, number) -> row.getString(1))
                .list();
    }
}

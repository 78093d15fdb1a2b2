package dev.ordersaga.eventstore.reading;

import dev.ordersaga.eventstore.aggregates.AggregatePrefetch;
import dev.ordersaga.eventstore.appending.AppendStatement;
import dev.ordersaga.eventstore.appending.LoadStatement;
import dev.ordersaga.eventstore.appending.SnapshotPresence;
import jakarta.persistence.PersistenceException;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.axonframework.common.DateTimeUtils;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.DomainEventData;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.EventUtils;
import org.axonframework.eventhandling.GapAwareTrackingToken;
import org.axonframework.eventhandling.TrackedEventData;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.EventStoreException;
import org.axonframework.eventsourcing.eventstore.jpa.JpaEventStorageEngine;
import org.axonframework.serialization.Serializer;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

/**
 * Axon's JPA storage engine with exact reading of the event stream: in strict index order, up to the first index of which
 * it is not yet certain whether an event will appear there. Stock Axon continues, remembers the gap in the token and drops
 * it after a timeout; an event that fills the gap later is never delivered.
 *
 * <p>Appending events and loading those of one aggregate, or of all that a batch needs, is one statement each, without entities: in the transaction of
 * the entity manager, and with the exceptions of Axon's engine.
 *
 * <p>The tokens that it produces have no gaps, and stock Axon can read them; tokens that stock Axon stored are read with
 * their gaps.
 *
 * <p>An event of an unregistered type is delivered as {@link org.axonframework.serialization.UnknownSerializedType}, so
 * that a type that a processor does not handle does not stop it. Loading an aggregate fails on such an event.
 */
public class ExactEventStorageEngine extends JpaEventStorageEngine {

    private final ExactReading reading;
    private final SnapshotPresence snapshots;
    private final TransactionManager transactions;
    private final Serializer streamSerializer;

    /**
     * @param builder the settings of Axon's engine
     * @param transactions the same transaction manager as in {@code builder}
     * @param reading the reading state that all streams of this process share
     * @param streamSerializer reads the events of the stream, unlike those of an aggregate
     */
    public ExactEventStorageEngine(
            Builder builder,
            TransactionManager transactions,
            ExactReading reading,
            SnapshotPresence snapshots,
            Serializer streamSerializer) {
        super(builder.transactionManager(transactions));
        this.transactions = transactions;
        this.reading = reading;
        this.snapshots = snapshots;
        this.streamSerializer = streamSerializer;
    }

    @Override
    protected void appendEvents(List<? extends EventMessage<?>> events, Serializer serializer) {
        if (events.isEmpty()) {
            return;
        }
        AppendStatement append = AppendStatement.of(events, serializer);
        transactions.executeInTransaction(() -> {
            try {
                reading.localCommits().addAfterCommit(session().doReturningWork(append::execute));
            } catch (PersistenceException e) {
                handlePersistenceException(e, append.eventThatFailed(e));
            }
        });
    }

    @Override
    protected List<? extends DomainEventData<?>> fetchDomainEvents(
            String aggregateIdentifier, long firstSequenceNumber, int batchSize) {
        if (firstSequenceNumber == 0) {
            Optional<List<DomainEventData<?>>> prefetched =
                    AggregatePrefetch.take(aggregateIdentifier, aggregates -> firstEvents(aggregates, batchSize));
            if (prefetched.isPresent()) {
                return prefetched.get();
            }
        }
        LoadStatement load = new LoadStatement(aggregateIdentifier, firstSequenceNumber, batchSize);
        return transactions.fetchInTransaction(() -> session().doReturningWork(load::execute));
    }

    private Map<String, List<DomainEventData<?>>> firstEvents(Collection<String> aggregates, int limit) {
        return transactions.fetchInTransaction(
                () -> session().doReturningWork(connection -> LoadStatement.ofSeveral(connection, aggregates, limit)));
    }

    @Override
    protected Stream<? extends DomainEventData<?>> readSnapshotData(String aggregateIdentifier) {
        return snapshots.mayExist(this::anySnapshot) ? super.readSnapshotData(aggregateIdentifier) : Stream.empty();
    }

    @Override
    protected void storeSnapshot(DomainEventMessage<?> snapshot, Serializer serializer) {
        super.storeSnapshot(snapshot, serializer);
        snapshots.stored();
    }

    private boolean anySnapshot() {
        return transactions.fetchInTransaction(() -> !entityManager()
                .createQuery("SELECT 1 FROM " + snapshotEventEntryEntityName() + " s", Integer.class)
                .setMaxResults(1)
                .getResultList()
                .isEmpty());
    }

    /** The session of the current transaction: events commit together with what JPA and JDBC write in it. */
    private Session session() {
        return entityManager().unwrap(Session.class);
    }

    @Override
    public Stream<? extends TrackedEventMessage<?>> readEvents(
            @Nullable TrackingToken trackingToken, boolean mayBlock) {
        return EventUtils.upcastAndDeserializeTrackedEvents(
                readEventData(trackingToken, mayBlock), streamSerializer, upcasterChain);
    }

    @Override
    protected Stream<? extends TrackedEventData<?>> readEventData(
            @Nullable TrackingToken trackingToken, boolean mayBlock) {
        return StreamSupport.stream(reading.after(position(trackingToken), batchSize()), false);
    }

    @Override
    protected List<? extends TrackedEventData<?>> fetchTrackedEvents(@Nullable TrackingToken lastToken, int batchSize) {
        return reading.page(position(lastToken), batchSize);
    }

    /** The position before the first event; the beginning while it is undecided which event that will be. */
    @Override
    @SuppressWarnings("NullAway") // Axon's contract: null is the beginning.
    public @Nullable TrackingToken createTailToken() {
        try {
            long decided = reading.decidedNow();
            OptionalLong first = reading.log().first();
            return first.isEmpty() ? null : token(Math.min(first.getAsLong() - 1, decided));
        } catch (SQLException e) {
            throw new EventStoreException("cannot find the first event", e);
        }
    }

    /** The position after all stored events and before all undecided indexes. */
    @Override
    @SuppressWarnings("NullAway") // Axon's contract: null is the beginning.
    public @Nullable TrackingToken createHeadToken() {
        return token(reading.awaitDecided());
    }

    /** The position before every event with a timestamp of {@code dateTime} or later, including undecided ones. */
    @Override
    @SuppressWarnings("NullAway") // Axon's contract: null is the beginning.
    public @Nullable TrackingToken createTokenAt(Instant dateTime) {
        try {
            long head = reading.awaitDecided();
            OptionalLong first = reading.log().firstSince(DateTimeUtils.formatInstant(dateTime));
            return token(first.isEmpty() ? head : Math.min(first.getAsLong() - 1, head));
        } catch (SQLException e) {
            throw new EventStoreException("cannot find the first event since " + dateTime, e);
        }
    }

    private static @Nullable TrackingToken token(long index) {
        return index <= PageScan.BEGINNING ? null : GapAwareTrackingToken.newInstance(index, Set.of());
    }

    private static @Nullable GapAwareTrackingToken position(@Nullable TrackingToken token) {
        if (token == null || token instanceof GapAwareTrackingToken) {
            return (GapAwareTrackingToken) token;
        }
        throw new IllegalArgumentException("not a token of this event store: " + token);
    }
}

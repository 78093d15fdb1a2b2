package dev.ordersaga.eventstore.reading;

import dev.ordersaga.eventstore.appending.AppendStatement;
import dev.ordersaga.eventstore.appending.LoadStatement;
import dev.ordersaga.eventstore.appending.SnapshotPresence;
import jakarta.persistence.PersistenceException;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.axonframework.common.DateTimeUtils;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.DomainEventData;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GapAwareTrackingToken;
import org.axonframework.eventhandling.TrackedEventData;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.EventStoreException;
import org.axonframework.eventsourcing.eventstore.jpa.JpaEventStorageEngine;
import org.axonframework.serialization.Serializer;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

/**
 * Axon's JPA engine with another way to read the events of all aggregates: in strict index order, up to the first index
 * of which it is not certain whether an event will still appear there. Stock Axon goes on and remembers the hole, but
 * forgets it by the clock; the event behind it is then never delivered.
 *
 * <p>Events are stored, and those of one aggregate loaded, by one statement each, without entities: in the transaction
 * of the entity manager, and with the errors of Axon's engine.
 *
 * <p>Positions that it hands out have no gaps, and stock Axon can read them; positions that stock Axon stored are taken
 * over with their gaps.
 */
public class ExactEventStorageEngine extends JpaEventStorageEngine {

    private final ExactReading reading;
    private final SnapshotPresence snapshots;
    private final TransactionManager transactions;

    /**
     * @param builder the settings of Axon's engine
     * @param transactions the same transaction manager as in {@code builder}
     * @param reading what all streams of this process share
     */
    public ExactEventStorageEngine(
            Builder builder, TransactionManager transactions, ExactReading reading, SnapshotPresence snapshots) {
        super(builder.transactionManager(transactions));
        this.transactions = transactions;
        this.reading = reading;
        this.snapshots = snapshots;
    }

    @Override
    protected void appendEvents(List<? extends EventMessage<?>> events, Serializer serializer) {
        if (events.isEmpty()) {
            return;
        }
        AppendStatement append = AppendStatement.of(events, serializer);
        transactions.executeInTransaction(() -> {
            try {
                reading.own().expect(session().doReturningWork(append::on));
            } catch (PersistenceException e) {
                handlePersistenceException(e, append.blamedFor(e));
            }
        });
    }

    @Override
    protected List<? extends DomainEventData<?>> fetchDomainEvents(
            String aggregateIdentifier, long firstSequenceNumber, int batchSize) {
        LoadStatement load = new LoadStatement(aggregateIdentifier, firstSequenceNumber, batchSize);
        return transactions.fetchInTransaction(() -> session().doReturningWork(load::on));
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

    /** The session of the current transaction: what is stored here commits with what JPA and JDBC store there. */
    private Session session() {
        return entityManager().unwrap(Session.class);
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

    /** Before the first event; the beginning if it cannot be told yet which one that will be. */
    @Override
    @SuppressWarnings("NullAway") // Axon's contract: null is the beginning.
    public @Nullable TrackingToken createTailToken() {
        try {
            long decided = reading.decidedSoFar();
            OptionalLong first = reading.log().first();
            return first.isEmpty() ? null : token(Math.min(first.getAsLong() - 1, decided));
        } catch (SQLException e) {
            throw new EventStoreException("cannot find the first event", e);
        }
    }

    /** After everything that is stored, and before everything that is still to be decided. */
    @Override
    @SuppressWarnings("NullAway") // Axon's contract: null is the beginning.
    public @Nullable TrackingToken createHeadToken() {
        return token(reading.decidedAll());
    }

    /** Before every event with a timestamp of {@code dateTime} or later, those included that are about to be stored. */
    @Override
    @SuppressWarnings("NullAway") // Axon's contract: null is the beginning.
    public @Nullable TrackingToken createTokenAt(Instant dateTime) {
        try {
            long head = reading.decidedAll();
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
        throw new IllegalArgumentException("not a position in this store: " + token);
    }
}

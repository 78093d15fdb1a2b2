package dev.ordersaga.eventprocessing.sagas;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.axonframework.common.jdbc.ConnectionProvider;
import org.axonframework.modelling.saga.AssociationValue;
import org.axonframework.modelling.saga.AssociationValues;
import org.axonframework.modelling.saga.SagaStorageException;
import org.axonframework.modelling.saga.repository.SagaStore;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * Saga store with optimistic locking. A saga is updated by events, whose processor owns a segment, and by deadlines, which
 * fire in any process; in Axon's own store the last of two writers wins. Here a saga is only written over the state that
 * the unit of work has loaded; otherwise {@link ConcurrentSagaUpdateException} rolls back the unit of work.
 *
 * <p>Finding a saga also loads its state, those of a batch are found by one statement ({@link SagaPrefetch}), an unchanged
 * state is not written, and each of the other operations is one statement. Requires a running unit of work. The tables are
 * those of Axon's store.
 */
public final class OptimisticLockingSagaStore implements SagaStore<Object> {

    private final ConnectionProvider connections;
    private final Serializer serializer;
    private final SagaTables tables;

    /** @param schema holds {@code saga_entry} and {@code association_value_entry} */
    public OptimisticLockingSagaStore(ConnectionProvider connections, Serializer serializer, String schema) {
        this.connections = connections;
        this.serializer = serializer;
        this.tables = new SagaTables(schema);
    }

    @Override
    public Set<String> findSagas(Class<?> sagaType, AssociationValue associationValue) {
        UnitOfWorkSagas loaded = UnitOfWorkSagas.in(this);
        String type = nameOf(sagaType);
        List<StoredSaga> sagas = loaded.prefetched(
                        type, associationValue, values -> find(type, associationValue, values))
                .orElseGet(() -> find(type, associationValue, Set.of(associationValue.getValue()))
                        .getOrDefault(associationValue.getValue(), List.of()));
        sagas.forEach(loaded::found);
        return sagas.stream().map(StoredSaga::id).collect(Collectors.toSet());
    }

    private Map<String, List<StoredSaga>> find(String sagaType, AssociationValue by, Set<String> values) {
        return inTransaction(it -> tables.find(it, sagaType, by.getKey(), values));
    }

    @Override
    @SuppressWarnings("NullAway") // Axon's contract: null is a saga that has ended.
    public <S> @Nullable Entry<S> loadSaga(Class<S> sagaType, String sagaIdentifier) {
        UnitOfWorkSagas loaded = UnitOfWorkSagas.in(this);
        StoredSaga saga = loaded.takeFound(sagaIdentifier);
        if (saga == null) {
            saga = inTransaction(it -> tables.load(it, sagaIdentifier)).stream()
                    .findFirst()
                    .orElse(null);
        }
        if (saga == null) {
            return null;
        }
        loaded.expectState(sagaIdentifier, saga.state().getData());
        return new Loaded<>(saga.associations(), serializer.deserialize(saga.state()));
    }

    @Override
    public void insertSaga(
            Class<?> sagaType, String sagaIdentifier, Object saga, Set<AssociationValue> associationValues) {
        StoredSaga stored = new StoredSaga(sagaIdentifier, serialized(saga), associationValues);
        inTransaction(it -> {
            tables.insert(it, nameOf(sagaType), stored);
            return true;
        });
        UnitOfWorkSagas.in(this).expectState(sagaIdentifier, stored.state().getData());
    }

    @Override
    public void updateSaga(Class<?> sagaType, String sagaIdentifier, Object saga, AssociationValues associationValues) {
        UnitOfWorkSagas loaded = UnitOfWorkSagas.in(this);
        byte[] before = loaded.expectedState(sagaIdentifier);
        StoredSaga after = new StoredSaga(sagaIdentifier, serialized(saga), associationValues.addedAssociations());
        Set<AssociationValue> removed = associationValues.removedAssociations();
        if (Arrays.equals(before, after.state().getData())
                && after.associations().isEmpty()
                && removed.isEmpty()) {
            return;
        }
        if (!inTransaction(it -> tables.update(it, nameOf(sagaType), after, removed, before))) {
            throw new ConcurrentSagaUpdateException(sagaIdentifier);
        }
        loaded.expectState(sagaIdentifier, after.state().getData());
    }

    @Override
    public void deleteSaga(Class<?> sagaType, String sagaIdentifier, Set<AssociationValue> associationValues) {
        byte[] before = UnitOfWorkSagas.in(this).expectedState(sagaIdentifier);
        if (!inTransaction(it -> tables.delete(it, sagaIdentifier, before))) {
            throw new ConcurrentSagaUpdateException(sagaIdentifier);
        }
    }

    private SerializedObject<byte[]> serialized(Object saga) {
        return serializer.serialize(saga, byte[].class);
    }

    private String nameOf(Class<?> sagaType) {
        return serializer.typeForClass(sagaType).getName();
    }

    private <T> T inTransaction(Work<T> work) {
        try (Connection connection = connections.getConnection()) {
            return work.on(connection);
        } catch (SQLException e) {
            throw new SagaStorageException("cannot read or write a saga", e);
        }
    }

    private interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    private record Loaded<S>(Set<AssociationValue> associationValues, S saga) implements Entry<S> {}
}

package dev.ordersaga.systemtests.model;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.axonframework.modelling.saga.AssociationValue;
import org.axonframework.modelling.saga.AssociationValues;
import org.axonframework.modelling.saga.repository.SagaStore;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/** In-memory saga store of serialized sagas: fields that are not serialized are lost. */
final class SagasInMemory implements SagaStore<Object> {

    private final Map<String, Row> rows = new HashMap<>();
    private final Serializer serializer;
    private final Consumer<Runnable> onRollback;
    private final PlantedBugs bugs;

    private record Row(SerializedObject<byte[]> saga, Set<AssociationValue> associations) {}

    SagasInMemory(Serializer serializer, Consumer<Runnable> onRollback, PlantedBugs bugs) {
        this.serializer = serializer;
        this.onRollback = onRollback;
        this.bugs = bugs;
    }

    void clear() {
        rows.clear();
    }

    boolean has(String id) {
        return rows.containsKey(id);
    }

    /** The orders of the sagas, by the ids of these; empty for a saga without an association. */
    Map<String, String> orders() {
        Map<String, String> orders = new HashMap<>();
        rows.forEach((id, row) -> orders.put(
                id,
                row.associations().stream()
                        .map(AssociationValue::getValue)
                        .findFirst()
                        .orElse("")));
        return orders;
    }

    /** The remaining sagas, as text. */
    Set<String> left() {
        Set<String> left = new TreeSet<>();
        rows.values().forEach(row -> left.add(row.associations().toString()));
        return left;
    }

    @Override
    public Set<String> findSagas(Class<?> sagaType, AssociationValue value) {
        Set<String> found = new TreeSet<>();
        rows.forEach((id, row) -> {
            if (row.associations().contains(value)) {
                found.add(id);
            }
        });
        return found;
    }

    @Override
    public <S> @Nullable Entry<S> loadSaga(Class<S> sagaType, String id) {
        Row row = rows.get(id);
        return row == null ? null : new Loaded<>(serializer.deserialize(row.saga()), row.associations());
    }

    private record Loaded<S>(S saga, Set<AssociationValue> associationValues) implements Entry<S> {}

    @Override
    public void deleteSaga(Class<?> sagaType, String id, Set<AssociationValue> values) {
        restoreOnRollback(id, rows.remove(id));
    }

    @Override
    public void insertSaga(Class<?> sagaType, String id, Object saga, Set<AssociationValue> values) {
        put(id, saga, values);
    }

    @Override
    public void updateSaga(Class<?> sagaType, String id, Object saga, AssociationValues values) {
        put(id, saga, values.asSet());
    }

    private void put(String id, Object saga, Set<AssociationValue> values) {
        Set<AssociationValue> kept = bugs.is(PlantedBug.SAGA_LOSES_ITS_ASSOCIATION) ? Set.of() : Set.copyOf(values);
        Row row = new Row(serializer.serialize(bugs.asStored(saga), byte[].class), kept);
        restoreOnRollback(id, rows.put(id, row));
    }

    private void restoreOnRollback(String id, @Nullable Row before) {
        onRollback.accept(() -> {
            if (before == null) {
                rows.remove(id);
            } else {
                rows.put(id, before);
            }
        });
    }
}

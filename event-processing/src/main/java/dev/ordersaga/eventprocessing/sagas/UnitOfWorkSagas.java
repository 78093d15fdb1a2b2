package dev.ordersaga.eventprocessing.sagas;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.modelling.saga.AssociationValue;
import org.jspecify.annotations.Nullable;

/** The sagas that one unit of work has read: saves reading them again, and holds the states expected for optimistic locking. */
final class UnitOfWorkSagas {

    private final Map<String, StoredSaga> found = new HashMap<>();
    private final Map<String, byte[]> expected = new HashMap<>();
    private final Map<String, Map<String, List<StoredSaga>>> prefetched = new HashMap<>();

    /** The instance of the outermost running unit of work, which is the transaction. */
    static UnitOfWorkSagas in(Object store) {
        return CurrentUnitOfWork.get()
                .root()
                .getOrComputeResource("sagas of " + System.identityHashCode(store), key -> new UnitOfWorkSagas());
    }

    /**
     * The sagas with this association, if its value was announced; empty if they have to be searched for.
     *
     * @param search finds the sagas of several association values, by value
     */
    Optional<List<StoredSaga>> prefetched(
            String sagaType, AssociationValue by, Function<Set<String>, Map<String, List<StoredSaga>>> search) {
        Set<String> announced = SagaPrefetch.announced();
        return announced.contains(by.getValue())
                ? Optional.of(prefetched
                        .computeIfAbsent(sagaType + " " + by.getKey(), type -> search.apply(announced))
                        .getOrDefault(by.getValue(), List.of()))
                : Optional.empty();
    }

    void found(StoredSaga saga) {
        found.put(saga.id(), saga);
    }

    /** Returns a saga that was found, once: later it may have changed. */
    @Nullable
    StoredSaga takeFound(String sagaId) {
        return found.remove(sagaId);
    }

    /** Sets the state that must still be stored when this unit of work writes the saga. */
    void expectState(String sagaId, byte[] state) {
        expected.put(sagaId, state);
    }

    /** @throws IllegalStateException if this unit of work has not loaded the saga */
    byte[] expectedState(String sagaId) {
        byte[] state = expected.get(sagaId);
        if (state == null) {
            throw new IllegalStateException("saga " + sagaId + " was not loaded in this unit of work");
        }
        return state;
    }
}

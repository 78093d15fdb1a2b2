package dev.ordersaga.eventprocessing.sagas;

import java.util.HashMap;
import java.util.Map;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.jspecify.annotations.Nullable;

/** What one unit of work has read of the sagas: what was found is not read again, and what it changes must still be so. */
final class UnitOfWorkSagas {

    private final Map<String, StoredSaga> found = new HashMap<>();
    private final Map<String, byte[]> loaded = new HashMap<>();

    /** Those of the running unit of work, the outermost one: it is the transaction. */
    static UnitOfWorkSagas in(Object store) {
        return CurrentUnitOfWork.get()
                .root()
                .getOrComputeResource("seen by " + System.identityHashCode(store), key -> new UnitOfWorkSagas());
    }

    void found(StoredSaga saga) {
        found.put(saga.id(), saga);
    }

    /** What was found under this id, once: later it may have changed. */
    @Nullable
    StoredSaga takeFound(String sagaId) {
        return found.remove(sagaId);
    }

    /** From now on this unit of work relies on {@code state} being what is stored. */
    void reliesOn(String sagaId, byte[] state) {
        loaded.put(sagaId, state);
    }

    /** @throws IllegalStateException if it never loaded the saga: then it cannot know what it changes */
    byte[] stateOf(String sagaId) {
        byte[] state = loaded.get(sagaId);
        if (state == null) {
            throw new IllegalStateException("saga " + sagaId + " was not loaded in this unit of work");
        }
        return state;
    }
}

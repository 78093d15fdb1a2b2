package dev.ordersaga.eventprocessing.sagas;

import org.axonframework.common.AxonTransientException;

/** Optimistic locking failure: another transaction has changed or ended the saga since it was loaded; to be retried. */
public class ConcurrentSagaUpdateException extends AxonTransientException {

    private static final long serialVersionUID = 1L;

    public ConcurrentSagaUpdateException(String sagaId) {
        super("saga " + sagaId + " was changed by another transaction since it was loaded");
    }
}

package dev.ordersaga.eventprocessing.sagas;

import org.axonframework.common.AxonTransientException;

/** Another transaction has changed or ended the saga since this one loaded it. Rolled back and tried again, it will see. */
public class ConcurrentSagaUpdateException extends AxonTransientException {

    private static final long serialVersionUID = 1L;

    public ConcurrentSagaUpdateException(String sagaId) {
        super("saga " + sagaId + " was changed by another transaction since it was loaded");
    }
}

package dev.ordersaga.eventprocessing.failure;

import dev.ordersaga.eventstore.connections.DatabaseFailure;
import dev.ordersaga.eventstore.reading.StoreReplacedException;
import java.sql.SQLException;
import org.axonframework.common.AxonTransientException;
import org.axonframework.eventhandling.tokenstore.UnableToClaimTokenException;
import org.axonframework.modelling.saga.SagaStorageException;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.transaction.CannotCreateTransactionException;

/** Classifies why an event could not be handled: only a failure of the event itself makes it a dead letter. */
public enum FailureKind {
    /** The event or its handler. */
    EVENT,
    /** A concurrent transaction, or a stream that has to be opened again: an immediate retry is likely to succeed. */
    CONTENTION,
    /** A concurrent transaction holds a lock for long: an immediate retry is likely to wait as long. */
    LOCKED,
    /** The database, the network or this process: every event would fail now. */
    OUTAGE;

    private static final int DEEPEST = 20;

    /** Considers the whole chain of causes: the outermost exception alone rarely tells. */
    public static FailureKind of(Throwable failure) {
        FailureKind kind = EVENT;
        @Nullable Throwable cause = failure;
        for (int depth = 0; cause != null && depth < DEEPEST; depth++) {
            FailureKind found = ofOne(cause);
            if (found.compareTo(kind) > 0) {
                kind = found;
            }
            cause = cause.getCause();
        }
        return kind;
    }

    private static FailureKind ofOne(Throwable failure) {
        if (failure instanceof UnableToClaimTokenException
                || failure instanceof InterruptedException
                || failure instanceof CannotCreateTransactionException
                || failure instanceof RecoverableDataAccessException
                || failure instanceof DataAccessResourceFailureException) {
            return OUTAGE;
        }
        if (failure.getClass() == SagaStorageException.class) {
            // Axon declares it transient in any case: its cause decides.
            return EVENT;
        }
        if (failure instanceof AxonTransientException
                || failure instanceof ConcurrencyFailureException
                || failure instanceof StoreReplacedException) {
            return CONTENTION;
        }
        if (failure instanceof TransientDataAccessException) {
            return OUTAGE;
        }
        return failure instanceof SQLException error ? of(DatabaseFailure.of(error)) : EVENT;
    }

    private static FailureKind of(DatabaseFailure failure) {
        return switch (failure) {
            case STATEMENT -> EVENT;
            case CONTENTION -> CONTENTION;
            case LOCKED -> LOCKED;
            case INTERRUPTED, UNAVAILABLE, SESSION_LOST, UNREACHABLE -> OUTAGE;
        };
    }
}

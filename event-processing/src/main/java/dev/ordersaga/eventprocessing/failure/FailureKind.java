package dev.ordersaga.eventprocessing.failure;

import dev.ordersaga.eventstore.reading.StoreReplacedException;
import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientConnectionException;
import org.axonframework.common.AxonTransientException;
import org.axonframework.eventhandling.tokenstore.UnableToClaimTokenException;
import org.axonframework.modelling.saga.SagaStorageException;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.transaction.CannotCreateTransactionException;

/** Whose fault it is when an event cannot be handled: only an event's own is a reason to give up on it. */
public enum FailureKind {
    /** The event's, or its handler's. */
    EVENT,
    /** Nobody's: another transaction was faster, or a stream has to be opened again. Worth another try at once. */
    CONTENTION,
    /** The database's, the network's or this process's: everything would fail now. */
    OUTAGE;

    private static final int DEEPEST = 20;

    /** Judges by the whole chain of causes: the outermost exception rarely says it. */
    public static FailureKind of(Throwable failure) {
        FailureKind fault = EVENT;
        @Nullable Throwable cause = failure;
        for (int depth = 0; cause != null && depth < DEEPEST; depth++) {
            FailureKind seen = ofOne(cause);
            if (seen.compareTo(fault) > 0) {
                fault = seen;
            }
            cause = cause.getCause();
        }
        return fault;
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
            // Axon calls it transient whatever it was: its cause tells.
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
        return failure instanceof SQLException error ? ofDatabase(error) : EVENT;
    }

    private static FailureKind ofDatabase(SQLException error) {
        if (error instanceof SQLTransientConnectionException || error instanceof SQLRecoverableException) {
            return OUTAGE;
        }
        if (error.getSQLState() == null) {
            // HikariCP's word for a connection that broke before; a roll-back in vain hides the first cause behind it.
            return "Connection is closed".equals(error.getMessage()) ? OUTAGE : EVENT;
        }
        String state = error.getSQLState();
        if (state.startsWith("40") || state.equals("55P03")) {
            return CONTENTION;
        }
        boolean tooLong = state.equals("25P03") || state.equals("25P04");
        return tooLong || state.matches("(08|53|57|58).*") ? OUTAGE : EVENT;
    }
}

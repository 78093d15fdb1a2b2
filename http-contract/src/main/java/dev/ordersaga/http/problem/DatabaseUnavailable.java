package dev.ordersaga.http.problem;

import java.sql.SQLException;
import java.sql.SQLTransientException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.transaction.CannotCreateTransactionException;

/** Recognizes failures whose cause, at any depth, is a database that cannot answer now. */
final class DatabaseUnavailable {

    private static final int MAX_DEPTH = 32;

    private final DatabaseErrors errors;

    DatabaseUnavailable(DatabaseErrors errors) {
        this.errors = errors;
    }

    boolean causes(Throwable failure) {
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < MAX_DEPTH; depth++) {
            if (isOutage(cause)) {
                return true;
            }
            cause = cause.getCause();
        }
        return false;
    }

    private boolean isOutage(Throwable cause) {
        return cause instanceof CannotCreateTransactionException
                || cause instanceof DataAccessResourceFailureException
                || cause instanceof TransientDataAccessException
                || cause instanceof SQLTransientException
                || (cause instanceof SQLException sql && errors.isTransient(sql));
    }
}

package dev.ordersaga.http.problem;

import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.transaction.CannotCreateTransactionException;

/** Recognizes failures whose cause, at any depth, is a database that cannot answer now. */
final class DatabaseUnavailable {

    private static final int MAX_DEPTH = 32;
    /** Connection lost, transaction rolled back (deadlock), out of resources, operator intervention, system error. */
    private static final Set<String> STATE_CLASSES = Set.of("08", "40", "53", "57", "58");

    private static final String LOCK_NOT_AVAILABLE = "55P03";

    private DatabaseUnavailable() {}

    static boolean causes(Throwable failure) {
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < MAX_DEPTH; depth++) {
            if (isOutage(cause)) {
                return true;
            }
            cause = cause.getCause();
        }
        return false;
    }

    private static boolean isOutage(Throwable cause) {
        return cause instanceof CannotCreateTransactionException
                || cause instanceof DataAccessResourceFailureException
                || cause instanceof TransientDataAccessException
                || cause instanceof SQLTransientException
                || (cause instanceof SQLException sql && (isOutage(sql.getSQLState()) || isClosed(sql)));
    }

    /** HikariCP's message, without SQL state, when a broken connection is rolled back; it hides the first failure. */
    private static boolean isClosed(SQLException failure) {
        return failure.getSQLState() == null && "Connection is closed".equals(failure.getMessage());
    }

    private static boolean isOutage(@Nullable String sqlState) {
        return sqlState != null
                && sqlState.length() == 5
                && (STATE_CLASSES.contains(sqlState.substring(0, 2)) || sqlState.equals(LOCK_NOT_AVAILABLE));
    }
}

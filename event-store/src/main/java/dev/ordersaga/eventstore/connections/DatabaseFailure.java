package dev.ordersaga.eventstore.connections;

import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientConnectionException;
import java.sql.SQLTransientException;

/**
 * Classification of database errors by SQLSTATE, the only one: retries, dead letters, outages, evicted sessions and the
 * responses to clients follow from it.
 */
public enum DatabaseFailure {

    /** The statement or its data: the same statement would fail again. */
    STATEMENT,
    /** A concurrent transaction: a repeated transaction is likely to succeed. */
    CONTENTION,
    /** A concurrent transaction has held a lock for longer than the session waits: whatever needs it would wait as long. */
    LOCKED,
    /** The statement or the transaction was ended because it took too long, or by an administrator. */
    INTERRUPTED,
    /** The server cannot work at the moment, or not for this user: every statement would fail now. */
    UNAVAILABLE,
    /** The session has lost its state, as behind a pooler: another session works. */
    SESSION_LOST,
    /** No session of this server can be used: it does not respond, is starting or stopping, or has become read-only. */
    UNREACHABLE;

    private static final String READ_ONLY = "25006";

    /** Classifies one exception; its causes are up to the caller. */
    public static DatabaseFailure of(SQLException failure) {
        String state = failure.getSQLState();
        if (failure instanceof SQLTransientConnectionException || failure instanceof SQLRecoverableException) {
            return UNREACHABLE;
        }
        if (state == null || state.length() != 5) {
            return withoutState(failure);
        }
        return of(state);
    }

    /** Classifies an SQLSTATE of five characters. Its first two are the class, such as 08: connection exception. */
    public static DatabaseFailure of(String state) {
        return switch (state) {
            // Read-only transaction: the server is a standby now, or was made read-only for a switch-over.
            case READ_ONLY -> UNREACHABLE;
            // Transaction or idle transaction timeout; query cancelled, as by a statement timeout.
            case "25P03", "25P04", "57014" -> INTERRUPTED;
            // Integrity constraint at commit: the data. Completion unknown: the connection.
            case "40002" -> STATEMENT;
            case "40003" -> UNREACHABLE;
            // Object in use; snapshot too old.
            case "55006", "72000" -> CONTENTION;
            // Lock not available.
            case "55P03" -> LOCKED;
            // The configured user lost a privilege: no event and no client is to blame.
            case "42501" -> UNAVAILABLE;
            // Duplicate prepared statement: it belongs to another client of a pooler.
            case "42P05" -> SESSION_LOST;
            default -> ofClass(state.substring(0, 2));
        };
    }

    private static DatabaseFailure ofClass(String stateClass) {
        return switch (stateClass) {
            // Connection exception; operator intervention: shutdown, crash, starting up, database dropped.
            case "08", "57" -> UNREACHABLE;
            // Authorization, unknown database, resources, system error, configuration file.
            case "28", "3D", "53", "58", "F0" -> UNAVAILABLE;
            // Unknown prepared statement.
            case "26" -> SESSION_LOST;
            case "40" -> CONTENTION;
            default -> STATEMENT;
        };
    }

    /** HikariCP closes a broken connection: a later rollback fails without SQLSTATE and hides the first failure. */
    private static DatabaseFailure withoutState(SQLException failure) {
        boolean isClosed = "Connection is closed".equals(failure.getMessage());
        return isClosed || failure instanceof SQLTransientException ? UNREACHABLE : STATEMENT;
    }

    /** Whether the failure passes without a change of the statement or its data. */
    public boolean isTransient() {
        return this != STATEMENT;
    }

    /** Whether it is neither the statement nor a concurrent transaction: whatever is tried now would fail. */
    public boolean isOutage() {
        return this != STATEMENT && this != CONTENTION && this != LOCKED;
    }

    /** Whether the session must not be used again. */
    static boolean endsSession(SQLException failure) {
        DatabaseFailure kind = of(failure);
        // Feature not supported: also a prepared plan of this session whose table was replaced.
        return kind == UNREACHABLE || kind == SESSION_LOST || "0A000".equals(failure.getSQLState());
    }

    /** Whether the server refuses writes. */
    static boolean isReadOnly(SQLException failure) {
        return READ_ONLY.equals(failure.getSQLState());
    }
}

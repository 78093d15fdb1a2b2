package dev.ordersaga.eventstore.reading;

import java.sql.SQLException;
import java.util.Optional;

/** The lock of the event sequence and the transactions that hold it. */
interface SequenceLock {

    /** Takes a snapshot of the lock, on its own connection. */
    SequenceLockSnapshot snapshot() throws SQLException;

    /** The holder whose transaction has been open longest; for operators only, not used for decisions. */
    Optional<BlockingTransaction> longestHolder() throws SQLException;
}

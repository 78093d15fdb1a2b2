package dev.ordersaga.eventstore.reading;

import java.sql.SQLException;
import java.util.Optional;

/** Who holds the lock of the event sequence. */
interface SequenceLock {

    /** Looks now, on a connection of its own. */
    SequenceLockSnapshot look() throws SQLException;

    /** The holder whose transaction is open for the longest time; for operators, decides nothing. */
    Optional<BlockingTransaction> longestHolder() throws SQLException;
}

package dev.ordersaga.eventstore.reading;

import java.sql.SQLException;

/** A step of a concurrent transaction. */
interface Step {
    void run() throws SQLException;
}

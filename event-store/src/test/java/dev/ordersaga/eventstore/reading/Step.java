package dev.ordersaga.eventstore.reading;

import java.sql.SQLException;

/** Something that others do in between. */
interface Step {
    void run() throws SQLException;
}

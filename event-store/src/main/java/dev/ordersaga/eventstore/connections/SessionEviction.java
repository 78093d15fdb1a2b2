package dev.ordersaga.eventstore.connections;

import com.zaxxer.hikari.SQLExceptionOverride;
import java.sql.SQLException;

/** Decides by {@link DatabaseFailure}, and not by HikariCP's own list, which failed statements end their session. */
record SessionEviction(DatabaseOutage outage) implements SQLExceptionOverride {

    @java.lang.Override
    public Override adjudicate(SQLException failure) {
        if (DatabaseFailure.isReadOnly(failure)) {
            // All other sessions of the server are read-only as well.
            outage.report(failure);
        }
        return DatabaseFailure.endsSession(failure) ? Override.MUST_EVICT : Override.DO_NOT_EVICT;
    }
}

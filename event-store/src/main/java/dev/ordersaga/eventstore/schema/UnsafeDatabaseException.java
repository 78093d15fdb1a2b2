package dev.ordersaga.eventstore.schema;

import java.util.List;

/** The database is configured so that events could be lost, misordered or blocked; the process does not start. */
public final class UnsafeDatabaseException extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    UnsafeDatabaseException(List<String> violations) {
        super("The event store is not safe to use:\n - " + String.join("\n - ", violations));
    }
}

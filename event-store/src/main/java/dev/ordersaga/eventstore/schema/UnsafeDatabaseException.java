package dev.ordersaga.eventstore.schema;

import java.util.List;

/** The database is set up so that events could be lost, stored in a wrong order or stuck; the process does not start. */
public final class UnsafeDatabaseException extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    UnsafeDatabaseException(List<String> reasons) {
        super("The event store is not safe to use:\n - " + String.join("\n - ", reasons));
    }
}

package dev.ordersaga.eventstore.connections;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The database would lose, misorder or block events, or cannot serve this process at all: the process does not start. */
public final class UnsafeDatabaseException extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    public UnsafeDatabaseException(List<String> violations) {
        super("The database is not safe to use:\n - " + String.join("\n - ", violations));
    }

    public UnsafeDatabaseException(String reason, @Nullable Throwable cause) {
        super(reason, cause);
    }
}

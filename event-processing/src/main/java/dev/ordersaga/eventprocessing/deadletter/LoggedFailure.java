package dev.ordersaga.eventprocessing.deadletter;

import org.jspecify.annotations.Nullable;

/**
 * A failure as it is logged: types and stack traces without messages, which may quote personal data of the event. Operators read
 * the messages from the dead letter.
 */
@SuppressWarnings("serial") // Logged, never thrown.
final class LoggedFailure extends Exception {

    private static final long serialVersionUID = 1L;
    private static final int MAX_DEPTH = 10;

    private final String type;

    LoggedFailure(Throwable failure) {
        this(failure, 0);
    }

    private LoggedFailure(Throwable failure, int depth) {
        super(null, cause(failure, depth), false, true);
        this.type = failure.getClass().getName();
        setStackTrace(failure.getStackTrace());
    }

    private static @Nullable LoggedFailure cause(Throwable failure, int depth) {
        Throwable cause = failure.getCause();
        return cause == null || depth == MAX_DEPTH ? null : new LoggedFailure(cause, depth + 1);
    }

    @Override
    public String toString() {
        return type;
    }
}

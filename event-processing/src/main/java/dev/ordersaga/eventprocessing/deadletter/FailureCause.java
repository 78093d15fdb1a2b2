package dev.ordersaga.eventprocessing.deadletter;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * The cause of a failure, shortened for storage.
 *
 * @param error class name of the innermost exception
 * @param message messages of the exceptions, innermost first: outer ones quote a whole statement before the reason
 */
record FailureCause(String error, String message) {

    private static final int MAX_LENGTH = 2000;
    private static final int MAX_LENGTH_OF_EACH = 300;
    private static final int MAX_ERROR_LENGTH = 255;
    private static final int MAX_DEPTH = 10;

    static FailureCause of(Throwable failure) {
        Deque<String> messages = new ArrayDeque<>();
        Throwable innermost = failure;
        @Nullable Throwable cause = failure;
        for (int depth = 0; cause != null && depth < MAX_DEPTH; depth++) {
            innermost = cause;
            messages.addFirst(cause.getClass().getSimpleName() + ": " + oneLine(String.valueOf(cause.getMessage())));
            cause = cause.getCause();
        }
        return new FailureCause(
                shortened(innermost.getClass().getName(), MAX_ERROR_LENGTH),
                shortened(String.join(" -> ", messages), MAX_LENGTH));
    }

    /** In ASCII and short: for a database that cannot store the cause as it is. */
    FailureCause simplified() {
        return new FailureCause(ascii(error), ascii(message));
    }

    private static String ascii(String text) {
        return shortened(text.replaceAll("[^ -~]", "?"), MAX_LENGTH_OF_EACH);
    }

    private static String oneLine(String message) {
        return shortened(message.replace('\0', '?').replaceAll("\\s+", " "), MAX_LENGTH_OF_EACH);
    }

    private static String shortened(String text, int maxLength) {
        return text.length() <= maxLength ? text : text.substring(0, maxLength - 1) + "…";
    }
}

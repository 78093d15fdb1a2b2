package dev.ordersaga.eventprocessing.deadletter;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Why an event could not be handled.
 *
 * @param error the class of the innermost exception
 * @param message what the exceptions said, the innermost first: outer ones tell a whole statement before they tell why
 */
record FailureCause(String error, String message) {

    private static final int LONGEST = 2000;
    private static final int LONGEST_OF_EACH = 300;
    private static final int DEEPEST = 10;

    static FailureCause of(Throwable failure) {
        Deque<String> said = new ArrayDeque<>();
        Throwable innermost = failure;
        @Nullable Throwable cause = failure;
        for (int depth = 0; cause != null && depth < DEEPEST; depth++) {
            innermost = cause;
            said.addFirst(cause.getClass().getSimpleName() + ": " + oneLine(String.valueOf(cause.getMessage())));
            cause = cause.getCause();
        }
        return new FailureCause(innermost.getClass().getName(), shortened(String.join(" -> ", said), LONGEST));
    }

    private static String oneLine(String message) {
        return shortened(message.replace('\0', '?').replaceAll("\\s+", " "), LONGEST_OF_EACH);
    }

    private static String shortened(String text, int longest) {
        return text.length() <= longest ? text : text.substring(0, longest - 1) + "…";
    }
}

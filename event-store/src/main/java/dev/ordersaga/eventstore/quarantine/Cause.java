package dev.ordersaga.eventstore.quarantine;

import org.jspecify.annotations.Nullable;

/**
 * Why an event could not be handled.
 *
 * @param error the class of the innermost exception
 * @param message what the exceptions said, outermost first
 */
record Cause(String error, String message) {

    private static final int LONGEST = 2000;
    private static final int DEEPEST = 10;

    static Cause of(Throwable failure) {
        StringBuilder message = new StringBuilder();
        Throwable innermost = failure;
        @Nullable Throwable cause = failure;
        for (int depth = 0; cause != null && depth < DEEPEST; depth++) {
            innermost = cause;
            message.append(depth == 0 ? "" : " <- ")
                    .append(cause.getClass().getSimpleName())
                    .append(": ")
                    .append(cause.getMessage());
            cause = cause.getCause();
        }
        String said = message.substring(0, Math.min(LONGEST, message.length())).replace('\0', '?');
        return new Cause(innermost.getClass().getName(), said);
    }
}

package dev.ordersaga.operations.monitoring;

import java.lang.Thread.UncaughtExceptionHandler;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends the process when one of its threads dies of an {@link OutOfMemoryError}, such as the one that accepts requests: the
 * others would go on as if nothing had happened. For processes that are started without {@code -XX:+ExitOnOutOfMemoryError},
 * which also ends them where the error is caught.
 *
 * @param others handles all other errors
 * @param exit ends the process at once
 */
record OutOfMemoryExit(UncaughtExceptionHandler others, Runnable exit) implements UncaughtExceptionHandler {

    private static final Logger LOG = LoggerFactory.getLogger(OutOfMemoryExit.class);
    private static final int STATUS = 3;

    static OutOfMemoryExit install() {
        UncaughtExceptionHandler before = Thread.getDefaultUncaughtExceptionHandler();
        UncaughtExceptionHandler others =
                before == null ? (thread, error) -> LOG.error("{} ended", thread.getName(), error) : before;
        OutOfMemoryExit installed = before instanceof OutOfMemoryExit same
                ? same
                : new OutOfMemoryExit(others, () -> Runtime.getRuntime().halt(STATUS));
        Thread.setDefaultUncaughtExceptionHandler(installed);
        return installed;
    }

    @Override
    public void uncaughtException(Thread thread, Throwable error) {
        for (@Nullable Throwable cause = error; cause != null; cause = cause.getCause()) {
            if (cause instanceof OutOfMemoryError) {
                try {
                    LOG.error("{} ran out of memory, the process ends", thread.getName());
                } finally {
                    exit.run();
                }
                return;
            }
        }
        others.uncaughtException(thread, error);
    }
}

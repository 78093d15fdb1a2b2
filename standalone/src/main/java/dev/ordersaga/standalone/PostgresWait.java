package dev.ordersaga.standalone;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Waits for a PostgreSQL server that starts or stops, for as long as it makes progress: how long a recovery or a checkpoint
 * takes depends on the data. Progress is a new line of its log, the position in its processes' titles, or their CPU time.
 *
 * @param patience time without any progress after which it gives up
 */
record PostgresWait(Path dataDirectory, PostgresLog log, Duration patience) {

    private static final Logger LOG = LoggerFactory.getLogger(PostgresWait.class);
    private static final long POLL_MILLIS = 50;
    private static final Duration MOST_BETWEEN_REPORTS = Duration.ofSeconds(10);

    /** CPU time below this is no progress: idle processes need some as well. */
    private static final long CPU_MILLIS = 100;

    private static final List<String> WORKERS = List.of("startup", "checkpointer");

    /** @throws IllegalStateException if it ends, or makes no progress */
    void untilReady(ProcessHandle server) throws IOException {
        Progress progress = new Progress("recovering");
        while (!isReady()) {
            if (hasEnded(server)) {
                throw new IllegalStateException("PostgreSQL ended while it was starting:\n" + log.tail());
            }
            if (progress.isStalled(server)) {
                throw new IllegalStateException(
                        "PostgreSQL has made no progress for %s s while it was starting or recovering:\n%s"
                                .formatted(patience.toSeconds(), log.tail()));
            }
        }
    }

    /** @return false if it still runs after a time without progress */
    boolean untilEnded(ProcessHandle server) {
        Progress progress = new Progress("stopping");
        while (!hasEnded(server)) {
            if (progress.isStalled(server)) {
                return false;
            }
        }
        return true;
    }

    /** Waits for a server that was killed. */
    static void untilKilled(ProcessHandle server) {
        while (!hasEnded(server)) {
            LOG.debug("PostgreSQL {} is being killed", server.pid());
        }
    }

    /** Waits for a command, in this thread. */
    static int exitValueOf(Process command) {
        try {
            return command.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for a command of PostgreSQL", e);
        }
    }

    private boolean isReady() throws IOException {
        return PostmasterFile.in(dataDirectory).filter(PostmasterFile::isReady).isPresent();
    }

    /** Waits a moment: it is also the pause between two looks. */
    private static boolean hasEnded(ProcessHandle server) {
        try {
            server.onExit().get(POLL_MILLIS, TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            // Asked as well: the future is completed by a pool that others may occupy.
            return !server.isAlive();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for PostgreSQL", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("cannot wait for PostgreSQL", e);
        }
    }

    private final class Progress {

        private final String doing;
        private String last = "";
        private long advancedAt = System.nanoTime();
        private long reportedAt = advancedAt;

        Progress(String doing) {
            this.doing = doing;
        }

        boolean isStalled(ProcessHandle server) {
            long now = System.nanoTime();
            String seen = log.lastLine() + state(server);
            if (!seen.equals(last)) {
                last = seen;
                advancedAt = now;
            }
            // At least one before the patience ends.
            if (now - reportedAt > Math.min(MOST_BETWEEN_REPORTS.toNanos(), patience.toNanos() / 2)) {
                reportedAt = now;
                LOG.info("PostgreSQL is {}: {}", doing, log.lastLine());
            }
            return now - advancedAt > patience.toNanos();
        }

        private String state(ProcessHandle server) {
            return server.children()
                    .map(ProcessHandle::info)
                    .filter(process ->
                            WORKERS.stream().anyMatch(process.commandLine().orElse("")::contains))
                    .map(process -> process.commandLine().orElse("")
                            + process.totalCpuDuration().orElse(Duration.ZERO).toMillis() / CPU_MILLIS)
                    .sorted()
                    .collect(Collectors.joining());
        }
    }
}

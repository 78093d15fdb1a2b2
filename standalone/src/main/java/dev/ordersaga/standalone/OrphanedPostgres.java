package dev.ordersaga.standalone;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A PostgreSQL server that still runs although the process that started it was killed. */
final class OrphanedPostgres {

    private static final Logger log = LoggerFactory.getLogger(OrphanedPostgres.class);
    private static final long STOP_TIMEOUT_SECONDS = 20;

    private OrphanedPostgres() {}

    /**
     * Stops the server that runs on this data directory, if there is one. Its clients ended with their process. Windows
     * has no signal to stop it with, so the server is killed there; PostgreSQL recovers from that at its next start.
     */
    static void stopIn(Path dataDirectory) throws IOException {
        Path pidFile = dataDirectory.resolve("postmaster.pid");
        if (!Files.exists(pidFile)) {
            return;
        }
        Optional<ProcessHandle> server = process(pidFile);
        if (server.isPresent()) {
            log.info("Stopping the orphaned PostgreSQL {}", server.get().pid());
            stop(server.get());
        }
    }

    /** The process of the file's first line, if it runs and is a PostgreSQL: operating systems reuse process ids. */
    private static Optional<ProcessHandle> process(Path pidFile) throws IOException {
        List<String> lines = Files.readAllLines(pidFile);
        if (lines.isEmpty() || !lines.getFirst().strip().matches("\\d+")) {
            return Optional.empty();
        }
        return ProcessHandle.of(Long.parseLong(lines.getFirst().strip()))
                .filter(process -> process.info()
                        .command()
                        .map(command -> command.endsWith("postgres") || command.endsWith("postgres.exe"))
                        .orElse(true));
    }

    private static void stop(ProcessHandle server) {
        server.destroy();
        if (!hasEnded(server.onExit())) {
            server.destroyForcibly();
            if (!hasEnded(server.onExit())) {
                throw new IllegalStateException("PostgreSQL " + server.pid() + " does not stop; stop it manually");
            }
        }
    }

    private static boolean hasEnded(CompletableFuture<ProcessHandle> exit) {
        try {
            exit.get(STOP_TIMEOUT_SECONDS, TimeUnit.SECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while stopping PostgreSQL", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("cannot wait for PostgreSQL to stop", e);
        }
    }
}

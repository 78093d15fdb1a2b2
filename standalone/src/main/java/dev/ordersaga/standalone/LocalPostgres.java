package dev.ordersaga.standalone;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Embedded PostgreSQL on loopback, started and stopped with this process, with durable commits. Its data is kept across
 * restarts; a data folder that another process uses is refused. A server that ends unexpectedly is started again at the same
 * port; if that fails, this process ends.
 */
final class LocalPostgres implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LocalPostgres.class);
    private static final String DATABASE = "postgres";
    private static final int MAX_RESTARTS = 60;

    private final Path data;
    private final PostgresLog log;
    private final Duration patience;
    private final FileLock folderLock;
    private final Runnable endProcess;
    // Of its own: the common pool has one thread on two cores, and a restart waits.
    private final ScheduledExecutorService restarts = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("postgresql-restarts").daemon().factory());
    private PostgresServer server;
    private volatile boolean isClosing;

    private LocalPostgres(Path folder, FileLock folderLock, StandaloneSettings settings, Runnable endProcess)
            throws IOException {
        this.data = folder.resolve("postgresql");
        this.log = new PostgresLog(folder.resolve("postgresql.log"));
        this.patience = settings.databasePatience();
        this.folderLock = folderLock;
        this.endProcess = endProcess;
        this.server = PostgresServer.start(data, log, settings.databasePort(), patience);
    }

    /**
     * @param endProcess called if the server has ended and cannot be started again
     * @throws IllegalStateException if another process uses the folder, or if the server does not start
     */
    static LocalPostgres start(StandaloneSettings settings, Runnable endProcess) {
        Path folder = settings.dataFolder().toAbsolutePath().normalize();
        try {
            Files.createDirectories(folder);
            FileLock lock = lock(folder);
            @Nullable LocalPostgres started = null;
            boolean isComplete = false;
            try {
                started = new LocalPostgres(folder, lock, settings, endProcess);
                started.createStatementStatistics();
                started.watch(started.server, 0);
                isComplete = true;
                return started;
            } finally {
                if (!isComplete) {
                    closeAll(started, lock);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start PostgreSQL in " + folder, e);
        }
    }

    private static void closeAll(@Nullable LocalPostgres started, FileLock lock) throws IOException {
        if (started == null) {
            lock.acquiredBy().close();
        } else {
            started.close();
        }
    }

    private static FileLock lock(Path folder) throws IOException {
        FileChannel channel =
                FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            FileLock lock = channel.tryLock();
            if (lock != null) {
                return lock;
            }
        } catch (OverlappingFileLockException e) {
            LOG.debug("the folder is locked by this process", e);
        }
        channel.close();
        throw new IllegalStateException("The data folder " + folder + " is in use by another order-saga."
                + " Stop it, or start this one with --standalone.data-folder=<another folder>.");
    }

    private void watch(PostgresServer watched, int attempt) {
        Executor soon = work -> restarts.schedule(work, attempt == 0 ? 0 : 1, TimeUnit.SECONDS);
        CompletableFuture<Void> unused = watched.onExit().thenRunAsync(() -> restart(watched, attempt), soon);
    }

    /** Its clients wait for it as in any outage of the database. */
    private synchronized void restart(PostgresServer ended, int attempt) {
        if (isClosing) {
            return;
        }
        if (attempt == 0) {
            LOG.error("PostgreSQL ended unexpectedly and is started again. Its last lines:\n{}", log.tail());
        }
        try {
            server = PostgresServer.start(data, log, ended.port(), patience);
            watch(server, 0);
        } catch (IOException | IllegalStateException | UncheckedIOException e) {
            if (attempt < MAX_RESTARTS) {
                // For example, processes of the server that was killed still use its memory.
                LOG.warn("PostgreSQL cannot be started again yet: {}", e.getMessage());
                watch(ended, attempt + 1);
            } else {
                LOG.error("PostgreSQL cannot be started again, this process ends", e);
                endProcess.run();
            }
        }
    }

    synchronized String jdbcUrl() {
        return "jdbc:postgresql://127.0.0.1:" + server.port() + "/" + DATABASE;
    }

    @Override
    public void close() throws IOException {
        isClosing = true;
        restarts.shutdown();
        synchronized (this) {
            server.stop();
        }
        folderLock.acquiredBy().close();
    }

    private void createStatementStatistics() {
        try (Connection connection = DriverManager.getConnection(jdbcUrl(), PostgresServer.USER, "");
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE EXTENSION IF NOT EXISTS pg_stat_statements");
        } catch (SQLException e) {
            throw new IllegalStateException("cannot create pg_stat_statements", e);
        }
    }
}

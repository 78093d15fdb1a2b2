package dev.ordersaga.standalone;

import dev.ordersaga.eventstore.connections.UnsafeDatabaseException;
import dev.ordersaga.operations.roles.DatabaseRoles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
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
 * restarts, in a folder that only this user can read, and each of its users has a random password. A data folder that another
 * process uses is refused. A server that ends unexpectedly is started again at the same
 * port; if that fails, this process ends.
 */
final class LocalPostgres implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LocalPostgres.class);
    private static final String DATABASE = "postgres";
    private static final String DATA = "postgresql";
    private static final int MAX_RESTARTS = 60;

    private final Path data;
    private final PostgresLog log;
    private final Duration patience;
    private final DatabasePasswords passwords;
    private final FileLock folderLock;
    private final Runnable endProcess;
    // Of its own: the common pool has one thread on two cores, and a restart waits.
    private final ScheduledExecutorService restarts = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("postgresql-restarts").daemon().factory());
    private PostgresServer server;
    private volatile boolean isClosing;

    private LocalPostgres(
            Path folder,
            FileLock folderLock,
            StandaloneSettings settings,
            DatabasePasswords passwords,
            Runnable endProcess)
            throws IOException {
        this.data = folder.resolve(DATA);
        this.passwords = passwords;
        this.log = new PostgresLog(folder.resolve("postgresql.log"));
        this.patience = settings.databasePatience();
        this.folderLock = folderLock;
        this.endProcess = endProcess;
        this.server =
                PostgresServer.start(data, log, settings.databasePort(), patience, passwordOf(PostgresServer.USER));
    }

    /**
     * @param random source of the passwords
     * @param endProcess called if the server has ended and cannot be started again
     * @throws IllegalStateException if another process uses the folder, or if the server does not start
     */
    static LocalPostgres start(StandaloneSettings settings, SecureRandom random, Runnable endProcess) {
        Path folder = settings.dataFolder().toAbsolutePath().normalize();
        try {
            PrivateFiles.createFolder(folder);
            FileLock lock = lock(folder);
            @Nullable LocalPostgres started = null;
            boolean isComplete = false;
            try {
                refuseWithoutPasswords(folder);
                DatabasePasswords passwords = DatabasePasswords.in(
                        folder, random, PostgresServer.USER, DatabaseRoles.ORDER_SAGA, DatabaseRoles.MIGRATION);
                started = new LocalPostgres(folder, lock, settings, passwords, endProcess);
                started.prepare();
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

    /** Such a server trusts every user of the machine, or its passwords are lost. */
    private static void refuseWithoutPasswords(Path folder) {
        if (Files.exists(folder.resolve(DATA).resolve("PG_VERSION")) && !DatabasePasswords.existIn(folder)) {
            throw new UnsafeDatabaseException(List.of("the data folder " + folder + " has a database without "
                    + DatabasePasswords.FILE
                    + ", as an older version made it or a backup left it out: put that file back,"
                    + " or move the folder away, or start with --standalone.data-folder=<another folder>"));
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
            server = PostgresServer.start(data, log, ended.port(), patience, passwordOf(PostgresServer.USER));
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

    String passwordOf(String user) {
        return passwords.of(user);
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

    private void prepare() {
        try (Connection connection =
                        DriverManager.getConnection(jdbcUrl(), PostgresServer.USER, passwordOf(PostgresServer.USER));
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE EXTENSION IF NOT EXISTS pg_stat_statements");
            DatabaseRoles.create(
                    connection,
                    Map.of(
                            DatabaseRoles.ORDER_SAGA,
                            passwordOf(DatabaseRoles.ORDER_SAGA),
                            DatabaseRoles.MIGRATION,
                            passwordOf(DatabaseRoles.MIGRATION)));
        } catch (SQLException e) {
            throw new IllegalStateException("cannot create the database roles", e);
        }
    }
}

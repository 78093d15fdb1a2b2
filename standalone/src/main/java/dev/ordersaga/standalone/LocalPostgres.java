package dev.ordersaga.standalone;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Embedded PostgreSQL server on loopback, started and stopped with this process, with durable commits. Its data is kept
 * across restarts. An orphaned server is stopped first; a data folder that another process uses is refused.
 */
final class LocalPostgres implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(LocalPostgres.class);

    static final String USER = "postgres";
    private static final String DATABASE = "postgres";

    /** The library's default is fsync off, meant for tests; committed orders must survive a crash. */
    private static final Map<String, String> SERVER_SETTINGS = Map.ofEntries(
            Map.entry("fsync", "on"),
            Map.entry("synchronous_commit", "on"),
            Map.entry("full_page_writes", "on"),
            Map.entry("listen_addresses", "127.0.0.1"),
            Map.entry("max_connections", "100"),
            Map.entry("shared_buffers", "256MB"),
            Map.entry("max_wal_size", "4GB"),
            Map.entry("checkpoint_timeout", "15min"),
            Map.entry("random_page_cost", "1.1"),
            // Shows the number of statements per order.
            Map.entry("shared_preload_libraries", "pg_stat_statements"));

    private final EmbeddedPostgres server;
    private final FileLock folderLock;

    private LocalPostgres(EmbeddedPostgres server, FileLock folderLock) {
        this.server = server;
        this.folderLock = folderLock;
    }

    /** @throws IllegalStateException if another process uses the folder, or if the server would lose commits */
    static LocalPostgres start(StandaloneSettings settings) {
        Path folder = settings.dataFolder().toAbsolutePath().normalize();
        try {
            Files.createDirectories(folder);
            FileLock lock = lock(folder);
            OrphanedPostgres.stopIn(folder.resolve("postgresql"));
            LocalPostgres postgres = new LocalPostgres(start(folder.resolve("postgresql"), settings), lock);
            postgres.assertDurable();
            postgres.createStatementStatistics();
            return postgres;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start PostgreSQL in " + folder, e);
        }
    }

    String jdbcUrl() {
        return "jdbc:postgresql://127.0.0.1:" + server.getPort() + "/" + DATABASE;
    }

    @Override
    public void close() throws IOException {
        server.close();
        folderLock.acquiredBy().close();
    }

    private static EmbeddedPostgres start(Path data, StandaloneSettings settings) throws IOException {
        EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder()
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                .setRegisterShutdownHook(false)
                .setPort(settings.databasePort());
        SERVER_SETTINGS.forEach(builder::setServerConfig);
        return builder.start();
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
            log.debug("the folder is locked by this process", e);
        }
        channel.close();
        throw new IllegalStateException("The data folder " + folder + " is in use by another order-saga."
                + " Stop it, or start this one with --standalone.data-folder=<another folder>.");
    }

    private void assertDurable() {
        for (String setting : new String[] {"fsync", "synchronous_commit", "full_page_writes"}) {
            String value = show(setting);
            if (!value.equals("on")) {
                throw new IllegalStateException("PostgreSQL runs with " + setting + "=" + value + "; it must be on");
            }
        }
    }

    private void createStatementStatistics() {
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE EXTENSION IF NOT EXISTS pg_stat_statements");
        } catch (SQLException e) {
            throw new IllegalStateException("cannot create pg_stat_statements", e);
        }
    }

    private String show(String setting) {
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SHOW " + setting)) {
            rows.next();
            return rows.getString(1);
        } catch (SQLException e) {
            throw new IllegalStateException("cannot read setting " + setting, e);
        }
    }
}

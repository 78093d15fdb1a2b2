package dev.ordersaga.benchmarks.house;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;

/** A PostgreSQL for services that are processes of their own, with the settings of the one-process start. */
public final class Database implements AutoCloseable {

    private static final Map<String, String> SETTINGS = Map.of(
            "fsync", "on",
            "synchronous_commit", "on",
            "full_page_writes", "on",
            "max_connections", "200",
            "shared_buffers", "256MB",
            "max_wal_size", "4GB",
            "checkpoint_timeout", "15min",
            "random_page_cost", "1.1",
            "shared_preload_libraries", "pg_stat_statements");

    private final EmbeddedPostgres server;

    private Database(EmbeddedPostgres server) {
        this.server = server;
    }

    /** Starts an empty one. */
    public static Database start(Path folder) throws IOException {
        EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder().setDataDirectory(folder.resolve("postgresql"));
        SETTINGS.forEach(builder::setServerConfig);
        return new Database(builder.start());
    }

    /** Its port on loopback. */
    public int port() {
        return server.getPort();
    }

    /** The address for services. */
    static String url(int port) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/postgres";
    }

    /** A connection of an onlooker; the caller closes it. */
    public static Connection connect(int port) throws SQLException {
        return DriverManager.getConnection(url(port) + "?user=postgres&ApplicationName=benchmarks");
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}

package dev.ordersaga.lab.system;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

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

    private final Path data;
    private final Map<String, String> more;
    private EmbeddedPostgres server;

    private Database(Path data, Map<String, String> more) throws IOException {
        this.data = data;
        this.more = more;
        this.server = builder().start();
    }

    /** Starts an empty one. */
    public static Database start(Path folder) throws IOException {
        return start(folder, Map.of());
    }

    /** Starts an empty one with more settings. */
    public static Database start(Path folder, Map<String, String> more) throws IOException {
        return new Database(folder.resolve("postgresql"), more);
    }

    private EmbeddedPostgres.Builder builder() {
        EmbeddedPostgres.Builder builder =
                EmbeddedPostgres.builder().setDataDirectory(data).setCleanDataDirectory(false);
        SETTINGS.forEach(builder::setServerConfig);
        more.forEach(builder::setServerConfig);
        return builder;
    }

    /** Ends it without any warning, as a power cut would; nothing that was committed is lost by that. */
    public void kill() throws IOException {
        List<ProcessHandle> all = processes();
        all.forEach(ProcessHandle::destroyForcibly);
        all.forEach(process -> process.onExit().join());
    }

    /** {@code STOP} lets all of it stand still, {@code CONT} go on. */
    public void signal(String signal) throws IOException {
        List<String> command = new java.util.ArrayList<>(List.of("kill", "-" + signal));
        processes().forEach(process -> command.add(String.valueOf(process.pid())));
        new ProcessBuilder(command).start().onExit().join();
    }

    private List<ProcessHandle> processes() throws IOException {
        ProcessHandle postmaster = ProcessHandle.of(Long.parseLong(Files.readAllLines(data.resolve("postmaster.pid"))
                        .getFirst()
                        .strip()))
                .orElseThrow();
        return Stream.concat(Stream.of(postmaster), postmaster.descendants()).toList();
    }

    /** Whether its postmaster lives. */
    public boolean isAlive() throws IOException {
        Path file = data.resolve("postmaster.pid");
        if (!Files.exists(file)) {
            return false;
        }
        long pid = Long.parseLong(Files.readAllLines(file).getFirst().strip());
        return ProcessHandle.of(pid).isPresent();
    }

    /** Starts a killed one again, on its data and its port; it recovers by itself. */
    public void startAgain() throws IOException {
        int port = server.getPort();
        Files.deleteIfExists(data.resolve("epg-lock"));
        server = builder().setPort(port).start();
    }

    /** Its port on loopback. */
    public int port() {
        return server.getPort();
    }

    /** The address for services. */
    public static String url(int port) {
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

package dev.ordersaga.lab.system;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A PostgreSQL server for services in separate processes, with the settings of the standalone application. */
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

    /** As the standalone application creates its database: comparisons of text cost the same. */
    private static final Map<String, String> LOCALE =
            Map.of("locale", "C", "locale-provider", "builtin", "builtin-locale", "C.UTF-8");

    private final Path data;
    private final Map<String, String> settings;
    private EmbeddedPostgres server;

    /**
     * Starts an empty one in {@code folder}.
     *
     * @param settings additional settings of the server
     */
    public Database(Path folder, Map<String, String> settings) throws IOException {
        this.data = folder.resolve("postgresql");
        this.settings = settings;
        this.server = builder().start();
    }

    private EmbeddedPostgres.Builder builder() {
        EmbeddedPostgres.Builder builder =
                EmbeddedPostgres.builder().setDataDirectory(data).setCleanDataDirectory(false);
        LOCALE.forEach(builder::setLocaleConfig);
        SETTINGS.forEach(builder::setServerConfig);
        settings.forEach(builder::setServerConfig);
        return builder;
    }

    /** {@code kill -9} of all its processes; committed transactions survive. */
    public void kill() throws IOException {
        List<ProcessHandle> all = processes(data);
        all.forEach(ProcessHandle::destroyForcibly);
        all.forEach(process -> process.onExit().join());
    }

    /** @param signal {@code STOP} freezes all its processes, {@code CONT} resumes them */
    public void signal(String signal) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("kill", "-" + signal));
        processes(data).forEach(process -> command.add(String.valueOf(process.pid())));
        Shell.run(command.toArray(String[]::new));
    }

    /** The postmaster and its child processes. */
    public List<ProcessHandle> processes() throws IOException {
        return processes(data);
    }

    /** The postmaster of the data directory, and its child processes. */
    static List<ProcessHandle> processes(Path data) throws IOException {
        ProcessHandle postmaster = ProcessHandle.of(postmasterPid(data)).orElseThrow();
        return Stream.concat(Stream.of(postmaster), postmaster.descendants()).toList();
    }

    private static long postmasterPid(Path data) throws IOException {
        return Long.parseLong(
                Files.readAllLines(data.resolve("postmaster.pid")).getFirst().strip());
    }

    /** Whether the postmaster is alive. */
    public boolean isAlive() throws IOException {
        return Files.exists(data.resolve("postmaster.pid"))
                && ProcessHandle.of(postmasterPid(data)).isPresent();
    }

    /** Restarts it after a kill, with the same data and port; returns when it accepts connections. */
    public void restart() throws IOException {
        int port = server.getPort();
        Files.deleteIfExists(data.resolve("epg-lock"));
        server = builder().setPort(port).start();
    }

    /** Its port on loopback. */
    public int port() {
        return server.getPort();
    }

    /** JDBC URL of the database at {@code port} on loopback. */
    static String url(int port) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/postgres";
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}

package dev.ordersaga.standalone;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A running PostgreSQL server on loopback that belongs to this process: started by it, or taken over while recovering. */
final class PostgresServer {

    private static final Logger LOG = LoggerFactory.getLogger(PostgresServer.class);

    static final String USER = "postgres";

    private static final Map<String, String> SETTINGS = Map.ofEntries(
            Map.entry("fsync", "on"),
            Map.entry("synchronous_commit", "on"),
            Map.entry("full_page_writes", "on"),
            Map.entry("listen_addresses", "127.0.0.1"),
            Map.entry("password_encryption", "scram-sha-256"),
            Map.entry("max_connections", "100"),
            Map.entry("shared_buffers", "256MB"),
            Map.entry("max_wal_size", "4GB"),
            Map.entry("checkpoint_timeout", "15min"),
            Map.entry("random_page_cost", "1.1"),
            Map.entry("log_startup_progress_interval", "5s"),
            // The log has to be readable, and its lines be recognized, whatever the locale of the machine.
            Map.entry("lc_messages", "C"),
            Map.entry("timezone", "UTC"),
            Map.entry("log_timezone", "UTC"),
            Map.entry("unix_socket_directories", ""),
            // Shows the number of statements per order.
            Map.entry("shared_preload_libraries", "pg_stat_statements"));

    private final ProcessHandle process;
    private final int port;
    private final PostgresWait wait;

    private PostgresServer(ProcessHandle process, int port, PostgresWait wait) {
        this.process = process;
        this.port = port;
        this.wait = wait;
    }

    /**
     * Starts a server on a data directory, which is created if it is missing, or takes over one that recovers there. One that
     * is ready, left by a process that was killed, is stopped first: its settings may be old.
     *
     * @param port 0 takes a free one
     * @param patience how long it may make no progress while it recovers or stops
     * @param password of its superuser, if its data directory is created
     * @throws IllegalStateException with the last lines of its log; then no server is left behind
     */
    static PostgresServer start(Path dataDirectory, PostgresLog log, int port, Duration patience, String password)
            throws IOException {
        PostgresWait wait = new PostgresWait(dataDirectory, log, patience);
        Optional<PostmasterFile> file = PostmasterFile.in(dataDirectory);
        Optional<ProcessHandle> running = file.flatMap(PostmasterFile::server);
        if (running.isPresent() && file.get().isReady()) {
            LOG.info("Stopping the orphaned PostgreSQL {}", running.get().pid());
            new PostgresServer(running.get(), file.get().port(), wait).stop();
        } else if (running.isPresent()) {
            LOG.info(
                    "Taking over PostgreSQL {}, which is recovering",
                    running.get().pid());
            return new PostgresServer(running.get(), file.get().port(), wait).ready();
        } else if (file.isPresent()) {
            file.get().disown();
        }
        return startNew(dataDirectory, port, wait, password);
    }

    private static PostgresServer startNew(Path dataDirectory, int port, PostgresWait wait, String password)
            throws IOException {
        PostgresBinaries programs = PostgresBinaries.unpack();
        wait.log().clear();
        if (!Files.exists(dataDirectory.resolve("PG_VERSION"))) {
            create(dataDirectory, programs, wait.log(), password);
        }
        int free = port == 0 ? freePort() : port;
        List<String> arguments = new ArrayList<>(List.of("-D", dataDirectory.toString(), "-p", String.valueOf(free)));
        SETTINGS.forEach((name, value) -> arguments.addAll(List.of("-c", name + "=" + value)));
        Process started = process(programs.command("postgres", arguments), wait.log());
        return new PostgresServer(started.toHandle(), free, wait).ready();
    }

    /** In UTF-8, with a locale that every machine has and that does not change with the operating system. */
    private static void create(Path dataDirectory, PostgresBinaries programs, PostgresLog log, String password)
            throws IOException {
        Path passwordFile = dataDirectory.resolveSibling("initdb-password");
        PrivateFiles.write(passwordFile, password + "\n");
        try {
            create(dataDirectory, programs, log, passwordFile);
        } finally {
            Files.delete(passwordFile);
        }
    }

    private static void create(Path dataDirectory, PostgresBinaries programs, PostgresLog log, Path passwordFile)
            throws IOException {
        List<String> arguments = List.of(
                "-A",
                "scram-sha-256",
                "--pwfile=" + passwordFile,
                "-U",
                USER,
                "-D",
                dataDirectory.toString(),
                "--encoding=UTF8",
                "--locale=C",
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8");
        Process creation = process(programs.command("initdb", arguments), log);
        if (PostgresWait.exitValueOf(creation) != 0) {
            throw new IllegalStateException(
                    "PostgreSQL cannot create its data directory " + dataDirectory + ":\n" + log.tail());
        }
    }

    private static Process process(List<String> command, PostgresLog log) throws IOException {
        ProcessBuilder process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.file().toFile()));
        process.environment().keySet().removeIf(PostgresServer::isOfSurroundings);
        return process.start();
    }

    /** Locale, time zone and PostgreSQL's own variables, of the environment that this process was started in. */
    private static boolean isOfSurroundings(String variable) {
        return variable.startsWith("LC_")
                || variable.startsWith("PG")
                || Set.of("LANG", "LANGUAGE", "TZ").contains(variable);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private PostgresServer ready() throws IOException {
        boolean isReady = false;
        try {
            wait.untilReady(process);
            isReady = true;
            return this;
        } finally {
            if (!isReady) {
                kill();
            }
        }
    }

    int port() {
        return port;
    }

    /** Completes when the server has ended. */
    CompletableFuture<ProcessHandle> onExit() {
        return process.onExit();
    }

    /** Stops it and waits for its last checkpoint; kills it if that makes no progress. It recovers from that. */
    void stop() {
        interrupt();
        if (!wait.untilEnded(process)) {
            kill();
        }
    }

    /** With SIGINT, which ends the sessions of other clients; the signal that Java sends would wait for them. */
    private void interrupt() {
        try {
            PostgresWait.exitValueOf(new ProcessBuilder("kill", "-INT", String.valueOf(process.pid())).start());
        } catch (IOException e) {
            LOG.debug("there is no program to send signals with", e);
            process.destroy();
        }
    }

    private void kill() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        PostgresWait.untilKilled(process);
    }
}

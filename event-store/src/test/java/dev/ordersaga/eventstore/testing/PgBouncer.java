package dev.ordersaga.eventstore.testing;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** PgBouncer in transaction mode before a test database, as Debian packages it. */
public final class PgBouncer implements AutoCloseable {

    private final Process process;
    private final Path folder;
    private final String url;

    private PgBouncer(Process process, Path folder, String url) {
        this.process = process;
        this.folder = folder;
        this.url = url;
    }

    /** The program; empty if it is not installed. */
    public static Optional<Path> program() {
        String path = System.getenv().getOrDefault("PATH", "") + ":/usr/sbin:/usr/local/sbin";
        return Stream.of(path.split(":"))
                .map(folder -> Path.of(folder).resolve("pgbouncer"))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /**
     * @param database JDBC URL of the server itself
     * @param ignored parameters of a session that it ignores instead of refusing them
     */
    public static PgBouncer before(String database, String ignored) throws IOException {
        String name = database.replaceAll(".*/(\\w+).*", "$1");
        String server = database.replaceAll(".*:(\\d+)/.*", "$1");
        Path folder = Files.createTempDirectory("pgbouncer");
        int port = freePort();
        Path settings = folder.resolve("pgbouncer.ini");
        Files.writeString(settings, """
                [databases]
                * = host=127.0.0.1 port=%s user=postgres
                [pgbouncer]
                listen_addr = 127.0.0.1
                listen_port = %d
                unix_socket_dir =
                auth_type = any
                pool_mode = transaction
                default_pool_size = 10
                max_client_conn = 200
                ignore_startup_parameters = %s
                """.formatted(server, port, ignored));
        List<String> command = new ArrayList<>(List.of(program().orElseThrow().toString()));
        if (System.getProperty("user.name").equals("root")) {
            // It refuses to run as root.
            command.addAll(List.of("-u", "nobody"));
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
            Files.setPosixFilePermissions(settings, PosixFilePermissions.fromString("rw-r--r--"));
        }
        command.add(settings.toString());
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
        awaitPort(port, process, folder);
        return new PgBouncer(process, folder, "jdbc:postgresql://127.0.0.1:" + port + "/" + name + "?user=postgres");
    }

    /** JDBC URL through the pooler. */
    public String url() {
        return url;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static void awaitPort(int port, Process process, Path folder) throws IOException {
        while (process.isAlive()) {
            try (Socket socket = new Socket("127.0.0.1", port)) {
                return;
            } catch (IOException e) {
                Thread.onSpinWait();
            }
        }
        throw new IllegalStateException(Files.readString(folder.resolve("log")));
    }

    @Override
    public void close() throws IOException {
        process.destroyForcibly().onExit().join();
        for (String file : List.of("log", "pgbouncer.ini")) {
            Files.deleteIfExists(folder.resolve(file));
        }
        Files.deleteIfExists(folder);
    }
}

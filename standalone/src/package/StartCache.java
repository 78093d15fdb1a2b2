import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Extracts the executable jar and makes the JDK's AOT cache of it: classes as loaded and linked, and profiles of methods,
 * recorded while orders are placed and polled on an embedded PostgreSQL. Run by the build after packaging. A JDK before
 * 25, or a machine on which the application does not start, gets the extracted application without a cache.
 *
 * <p>Arguments: the executable jar, the file of JVM options, the folder to fill.
 */
public final class StartCache {

    private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");
    private static final String CACHE = "order-saga.aot";
    private static final int ORDERS = 2_000;
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final String ORDER = """
            {"customerId":"17850","currency":"GBP","paymentMethod":"pm_card_visa","lines":[
            {"sku":"85123A","description":"WHITE HANGING HEART T-LIGHT HOLDER","quantity":6,"unitPrice":"2.55"}]}""";

    private final Path folder;
    private final HttpClient http = HttpClient.newHttpClient();

    private StartCache(Path folder) {
        this.folder = folder;
    }

    public static void main(String[] args) throws Exception {
        Path jar = Path.of(args[0]).toAbsolutePath();
        StartCache cache = new StartCache(Path.of(args[2]).toAbsolutePath());
        cache.extract(jar, Path.of(args[1]));
        if (Runtime.version().feature() < 25) {
            System.out.println("No AOT cache: it needs a JDK 25, this is " + Runtime.version());
            return;
        }
        try {
            cache.record(jar.getFileName().toString());
        } catch (IOException e) {
            System.out.println("No AOT cache: " + e.getMessage());
        }
    }

    private void extract(Path jar, Path options) throws IOException, InterruptedException {
        delete(folder);
        Files.createDirectories(folder.getParent());
        run(List.of(
                JAVA.toString(),
                "-Djarmode=tools",
                "-jar",
                jar.toString(),
                "extract",
                "--destination",
                folder.toString()));
        Files.copy(options, folder.resolve("jvm.options"));
    }

    private void run(List<String> command) throws IOException, InterruptedException {
        int status = new ProcessBuilder(command).inheritIO().start().waitFor();
        if (status != 0) {
            throw new IOException(command + " ended with " + status);
        }
    }

    private void record(String jar) throws IOException, InterruptedException {
        Path data = Files.createTempDirectory("order-saga-start-cache");
        int port = freePort();
        List<String> command = new ArrayList<>(List.of(JAVA.toString(), "-XX:AOTCacheOutput=" + CACHE));
        // Without the option that reads the cache, which does not exist yet.
        Files.readAllLines(folder.resolve("jvm.options")).stream()
                .filter(line -> line.startsWith("-") && !line.startsWith("-XX:AOTCache"))
                .forEach(command::add);
        command.addAll(List.of(
                "-jar",
                jar,
                "--server.port=" + port,
                "--management.server.port=0",
                "--operations.port=0",
                "--standalone.data-folder=" + data));
        Process application = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("start-cache.log").toFile())
                .start();
        try {
            use("http://127.0.0.1:" + port, application);
            application.destroy();
            if (!application.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                throw new IOException("the application did not end, see " + folder.resolve("start-cache.log"));
            }
        } finally {
            application.destroyForcibly();
            delete(data);
        }
        if (!Files.exists(folder.resolve(CACHE))) {
            throw new IOException("the JVM has written none, see " + folder.resolve("start-cache.log"));
        }
        System.out.printf("AOT cache: %s, %d MB%n", folder.resolve(CACHE), Files.size(folder.resolve(CACHE)) >> 20);
    }

    private void use(String url, Process application) throws IOException, InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!isReady(url)) {
            if (!application.isAlive() || System.nanoTime() > end) {
                throw new IOException("the application did not start, see " + folder.resolve("start-cache.log"));
            }
            Thread.sleep(200);
        }
        for (int i = 0; i < ORDERS; i++) {
            String order = place(url);
            if (order != null) {
                send(HttpRequest.newBuilder(URI.create(url + order)).build());
            }
        }
    }

    private boolean isReady(String url) throws InterruptedException {
        try {
            return place(url) != null;
        } catch (IOException e) {
            return false;
        }
    }

    /** Path of the order; null if it was not accepted. */
    private String place(String url) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url + "/orders"))
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .POST(BodyPublishers.ofString(ORDER))
                .build();
        return send(request).headers().firstValue("Location").orElse(null);
    }

    private HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
        return http.send(request, BodyHandlers.ofString());
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}

package dev.ordersaga.lab.system;

import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The running system: where it takes orders, where it shows them, and what it uses. */
public final class SystemUnderTest implements AutoCloseable {

    private static final int COMMAND_PORT = 18100;
    private static final int PAYMENT_PORT = 18110;
    private static final int QUERY_PORT = 18120;
    private static final int DATABASE_PORT = 18130;

    private final List<ServiceProcess> services = new ArrayList<>();
    private final Layout layout;
    private final Jars jars;
    private final Engine engine;
    private final Path folder;
    private @Nullable Database database;

    private List<String> settings = List.of();

    private SystemUnderTest(Layout layout, Engine engine, Jars jars, Path folder) {
        this.layout = layout;
        this.engine = engine;
        this.jars = jars;
        this.folder = folder;
    }

    /** Starts all of it on an empty database in {@code folder}, and waits until it is ready. */
    public static SystemUnderTest start(Layout layout, Engine engine, Jars jars, Path folder)
            throws IOException, InterruptedException {
        return start(layout, engine, jars, folder, List.of());
    }

    /** The same, with settings for every service. */
    public static SystemUnderTest start(Layout layout, Engine engine, Jars jars, Path folder, List<String> settings)
            throws IOException, InterruptedException {
        Files.createDirectories(folder);
        SystemUnderTest house = new SystemUnderTest(layout, engine, jars, folder);
        house.settings = List.copyOf(settings);
        boolean started = false;
        try {
            house.startServices();
            started = true;
            return house;
        } finally {
            if (!started) {
                house.close();
            }
        }
    }

    private void startServices() throws IOException, InterruptedException {
        if (layout == Layout.ONE) {
            start(
                    "standalone",
                    COMMAND_PORT,
                    List.of("--standalone.data-folder=" + folder, "--standalone.database-port=" + DATABASE_PORT));
        } else {
            database = database == null ? Database.start(folder) : database;
            startOnDatabase("order-command", COMMAND_PORT);
            startOnDatabase("payment-handler", PAYMENT_PORT);
            startOnDatabase("order-query", QUERY_PORT);
        }
    }

    private void startOnDatabase(String module, int port) throws IOException, InterruptedException {
        start(
                module,
                port,
                List.of(
                        "--spring.datasource.url=" + Database.url(databasePort()),
                        "--spring.datasource.username=postgres"));
    }

    private void start(String module, int port, List<String> own) throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(own);
        all.addAll(settings);
        ServiceProcess service = ServiceProcess.start(module, jars.launching(module, engine), port, folder, all);
        services.add(service);
        try (HttpClient http = HttpClient.newHttpClient()) {
            service.awaitReady(http);
        }
    }

    /** Stops a service of three, does the work on the quiet database, and starts the service again. */
    public void restartServicesAfter(Work work) throws Exception {
        services.reversed().forEach(ServiceProcess::close);
        services.clear();
        work.run();
        startServices();
    }

    /** Something that is done while no service runs. */
    public interface Work {
        void run() throws Exception;
    }

    /** Of three processes: kills PostgreSQL, or lets it stand still. */
    public void takeDatabaseAway(boolean isFrozen) throws IOException {
        if (isFrozen) {
            ownDatabase().signal("STOP");
        } else {
            ownDatabase().kill();
        }
    }

    /** The opposite; returns when it can be connected to. */
    public void giveDatabaseBack(boolean isFrozen) throws IOException {
        if (isFrozen) {
            ownDatabase().signal("CONT");
        } else {
            ownDatabase().startAgain();
        }
    }

    private Database ownDatabase() {
        return java.util.Objects.requireNonNull(database, "three processes have a database of their own");
    }

    /** Where whoever takes orders tells of its health. */
    public String managementUrl() {
        return "http://127.0.0.1:" + (COMMAND_PORT + 1);
    }

    /** Where orders are placed. */
    public String commandUrl() {
        return "http://127.0.0.1:" + COMMAND_PORT;
    }

    /** Where orders are polled. */
    public String queryUrl() {
        return "http://127.0.0.1:" + (layout == Layout.ONE ? COMMAND_PORT : QUERY_PORT);
    }

    /** Where operators are let in; every service shows the quarantine of all. */
    public String operationsUrl() {
        return "http://127.0.0.1:" + (COMMAND_PORT + 2) + "/operations";
    }

    /** The same, of the service that shows orders: it rebuilds their view. */
    public String queryOperationsUrl() {
        return "http://127.0.0.1:" + ((layout == Layout.ONE ? COMMAND_PORT : QUERY_PORT) + 2) + "/operations";
    }

    /** The database's port on loopback. */
    public int databasePort() {
        return database == null ? DATABASE_PORT : database.port();
    }

    /** Processor time that all processes have used so far, the database's included; ended processes are not in it. */
    public Duration processorTime() throws IOException {
        Path pidFile = folder.resolve("postgresql/postmaster.pid");
        ProcessHandle postgres = ProcessHandle.of(
                        Long.parseLong(Files.readAllLines(pidFile).getFirst().strip()))
                .orElseThrow();
        Stream<ProcessHandle> all = Stream.concat(
                services.stream().map(ServiceProcess::handle),
                Stream.concat(Stream.of(postgres), postgres.descendants()));
        return all.map(process -> process.info().totalCpuDuration().orElse(Duration.ZERO))
                .reduce(Duration.ZERO, Duration::plus);
    }

    @Override
    public void close() throws IOException {
        services.reversed().forEach(ServiceProcess::close);
        if (database != null) {
            database.close();
        }
    }
}

package dev.ordersaga.lab.system;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A running system: its service processes, PostgreSQL and, if configured, the Stripe simulator and TCP proxies. */
public final class SystemUnderTest implements AutoCloseable {

    private static final int COMMAND_PORT = 18100;
    private static final int PAYMENT_PORT = 18140;
    private static final int QUERY_PORT = 18180;
    private static final int PORTS_PER_NODE = 4;
    private static final int STANDALONE_DATABASE_PORT = 18230;
    private static final int SIMULATOR_PORT = 18240;

    private final SystemBuilder config;
    private final List<ServiceProcess> commands = new ArrayList<>();
    private final List<ServiceProcess> payments = new ArrayList<>();
    private final List<ServiceProcess> queries = new ArrayList<>();
    private final List<Proxy> databaseProxies = new ArrayList<>();
    private final List<Proxy> simulatorProxies = new ArrayList<>();
    private @Nullable Database database;
    private @Nullable SimulatorProcess simulator;

    SystemUnderTest(SystemBuilder config) {
        this.config = config;
    }

    /** Something to be done while no service runs. */
    public interface Work {
        void run() throws Exception;
    }

    void start() throws IOException, InterruptedException {
        if (config.hasSimulator) {
            simulator = new SimulatorProcess(
                    config.jars.executable("stripe-simulator"), SIMULATOR_PORT, config.folder, webhookUrls());
            simulator.start();
            simulator.awaitReady();
        }
        if (config.engine == Engine.OUTBOX) {
            database = new Database(config.databaseFolder, config.databaseSettings);
            addSingle("outbox-reference");
        } else if (config.layout == Layout.ONE) {
            addSingle("standalone");
        } else {
            database = new Database(config.databaseFolder, config.databaseSettings);
            for (int i = 0; i < config.nodes; i++) {
                commands.add(service("order-command", i, COMMAND_PORT));
                payments.add(service("payment-handler", i, PAYMENT_PORT));
                queries.add(service("order-query", i, QUERY_PORT));
            }
        }
        startServices();
    }

    /** One process that does everything. */
    private void addSingle(String module) throws IOException {
        commands.add(service(module, 0, COMMAND_PORT));
        payments.addAll(commands);
        queries.addAll(commands);
    }

    private List<String> webhookUrls() {
        int first = config.layout == Layout.ONE ? COMMAND_PORT : PAYMENT_PORT;
        return Stream.iterate(first, port -> port + PORTS_PER_NODE)
                .limit(config.hasWebhooks ? config.nodes : 0)
                .map(port -> "http://127.0.0.1:" + port + "/payments/webhooks/stripe")
                .toList();
    }

    private ServiceProcess service(String module, int number, int firstPort) throws IOException {
        String name = config.nodes == 1 ? module : module + "-" + (number + 1);
        SkewedClock clock = config.hasSkewedClocks ? new SkewedClock(config.folder.resolve(name + ".clock")) : null;
        List<String> command = ServiceCommand.of(config, module);
        if (clock != null) {
            command.add("--skewed-clock.file=" + clock.file());
        }
        if (database == null) {
            command.add("--standalone.data-folder=" + config.folder);
            command.add("--standalone.database-port=" + STANDALONE_DATABASE_PORT);
        } else {
            command.add("--spring.datasource.url=" + Database.url(port(databasePort(), databaseProxies)));
            command.add("--spring.datasource.username=postgres");
        }
        boolean isPaying = config.layout == Layout.ONE || module.equals("payment-handler");
        if (simulator != null && isPaying) {
            command.addAll(SimulatorProcess.serviceSettings(port(simulator.port(), simulatorProxies)));
        }
        command.addAll(config.settings);
        return new ServiceProcess(name, command, firstPort + PORTS_PER_NODE * number, config.folder, clock);
    }

    /** {@code target}, or the port of a new proxy in front of it. */
    private int port(int target, List<Proxy> proxies) throws IOException {
        if (!config.hasProxies) {
            return target;
        }
        proxies.add(new Proxy(target));
        return proxies.getLast().port();
    }

    /** One node after the other: the first one creates the tables. */
    private void startServices() throws IOException, InterruptedException {
        for (int i = 0; i < commands.size(); i++) {
            for (List<ServiceProcess> nodes : List.of(commands, payments, queries)) {
                nodes.get(i).start();
            }
            for (List<ServiceProcess> nodes : List.of(commands, payments, queries)) {
                nodes.get(i).awaitReady();
            }
        }
    }

    /** Stops the services, does the work on the idle database, and starts the services again. */
    public void restartServicesAfter(Work work) throws Exception {
        services().reversed().forEach(ServiceProcess::stop);
        work.run();
        startServices();
    }

    /** Restarts services that have ended, as a supervisor does; returns their names. */
    public List<String> restartEnded() throws IOException {
        List<String> restarted = new ArrayList<>();
        for (ServiceProcess service : services()) {
            if (!service.isAlive()) {
                service.start();
                restarted.add(service.name());
            }
        }
        return restarted;
    }

    /** Names of the services that are ready. */
    public List<String> ready() throws InterruptedException {
        List<String> ready = new ArrayList<>();
        for (ServiceProcess service : services()) {
            if (service.isAlive() && service.isReady()) {
                ready.add(service.name());
            }
        }
        return ready;
    }

    /** Ends all injected faults, restarts what has ended, and waits until everything is ready. */
    public void heal() throws IOException, InterruptedException {
        for (Proxy proxy : proxies()) {
            proxy.setMode(Proxy.Mode.PASS);
        }
        simulator().clearFaults();
        restartEnded();
        simulator().awaitReady();
        for (ServiceProcess service : services()) {
            service.awaitReady();
        }
    }

    /** All service processes. */
    public List<ServiceProcess> services() {
        return Stream.of(commands, payments, queries)
                .flatMap(List::stream)
                .distinct()
                .toList();
    }

    /** The processes that serve queries. */
    public List<ServiceProcess> queryServices() {
        return List.copyOf(queries);
    }

    public List<Proxy> databaseProxies() {
        return List.copyOf(databaseProxies);
    }

    public List<Proxy> simulatorProxies() {
        return List.copyOf(simulatorProxies);
    }

    private List<Proxy> proxies() {
        return Stream.concat(databaseProxies.stream(), simulatorProxies.stream())
                .toList();
    }

    /** URL of a random process that accepts orders. */
    public String commandUrl(Random random) {
        return commands.get(random.nextInt(commands.size())).url();
    }

    /** URL of a random process that serves queries. */
    public String queryUrl(Random random) {
        return queries.get(random.nextInt(queries.size())).url();
    }

    /** The first process that accepts orders. */
    public ServiceProcess commandService() {
        return commands.getFirst();
    }

    /** The first process that calls the payment provider. */
    public ServiceProcess paymentService() {
        return payments.getFirst();
    }

    /** The first process that serves queries; its operators' interface rebuilds the status view. */
    public ServiceProcess queryService() {
        return queries.getFirst();
    }

    /** @throws NullPointerException in {@link Layout#ONE}, where the database belongs to the application */
    public Database database() {
        return Objects.requireNonNull(database, "the database belongs to the standalone application");
    }

    /** The database's port on loopback. */
    public int databasePort() {
        return database == null ? STANDALONE_DATABASE_PORT : database.port();
    }

    /** @throws NullPointerException when the system was started without the simulator */
    public SimulatorProcess simulator() {
        return Objects.requireNonNull(simulator, "the system has no simulator");
    }

    /** The postmaster first, then its child processes. */
    public List<ProcessHandle> databaseProcesses() throws IOException {
        return Database.processes(config.databaseFolder.resolve("postgresql"));
    }

    @Override
    public void close() throws IOException {
        services().reversed().forEach(ServiceProcess::close);
        if (simulator != null) {
            simulator.close();
        }
        for (Proxy proxy : proxies()) {
            proxy.close();
        }
        if (database != null) {
            database.close();
        }
    }
}

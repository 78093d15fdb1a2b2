package dev.ordersaga.lab.storm;

import dev.ordersaga.lab.system.Database;
import dev.ordersaga.lab.system.Engine;
import dev.ordersaga.lab.system.Jars;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

/** Everybody who takes part: PostgreSQL, the provider, two nodes of each service, and a proxy before whatever can be cut. */
final class Cluster implements AutoCloseable {

    private static final int FIRST_PORT = 18200;
    private static final int PORTS_OF_A_NODE = 4;
    private static final int PROVIDER_PORT = 18290;

    private final List<Node> commands = new ArrayList<>();
    private final List<Node> payments = new ArrayList<>();
    private final List<Node> queries = new ArrayList<>();
    private final List<Proxy> toDatabase = new ArrayList<>();
    private final List<Proxy> toProvider = new ArrayList<>();
    private final SmallDisk disk;
    private final Database database;
    private final SimulatorControl provider;
    private final Jars jars;
    private final Path folder;
    private final HttpClient http = HttpClient.newHttpClient();

    /** Starts all of it on an empty database in {@code folder}, and waits until it is ready. */
    Cluster(Jars jars, Path folder, int nodes) throws IOException, InterruptedException {
        this.jars = jars;
        this.folder = folder;
        disk = SmallDisk.mount(folder.resolve("disk"));
        database = Database.start(folder.resolve("disk"), Map.of("max_wal_size", "200MB", "shared_buffers", "128MB"));
        String java = jars.launching("order-command", Engine.OURS).getFirst();
        List<Integer> listeners = Stream.iterate(FIRST_PORT + 40, port -> port + PORTS_OF_A_NODE)
                .limit(nodes)
                .toList();
        provider = new SimulatorControl(java, jars.service("stripe-simulator"), PROVIDER_PORT, folder, listeners);
        boolean isStarted = false;
        try {
            for (int i = 0; i < nodes; i++) {
                commands.add(node("order-command", i, FIRST_PORT, List.of("--order-command.payment.deadline=20s")));
                payments.add(node("payment-handler", i, FIRST_PORT + 40, provided()));
                queries.add(node("order-query", i, FIRST_PORT + 80, List.of()));
                // One after the other: the first one makes the tables.
                awaitReady();
            }
            isStarted = true;
        } finally {
            if (!isStarted) {
                close();
            }
        }
    }

    private List<String> provided() throws IOException {
        Proxy proxy = new Proxy(provider.port());
        toProvider.add(proxy);
        return List.of(
                "--payment-handler.providers=stripe",
                "--payment-handler.slowest-retry=5s",
                "--payment-handler.stripe.answer-timeout=3s",
                "--payment-handler.stripe.api-base=http://127.0.0.1:" + proxy.port(),
                "--payment-handler.stripe.api-key=sk_test_storm",
                "--payment-handler.stripe.webhook-secrets=" + SimulatorControl.SECRET);
    }

    private Node node(String module, int number, int firstPort, List<String> more) throws IOException {
        Proxy proxy = new Proxy(database.port());
        toDatabase.add(proxy);
        List<String> settings = new ArrayList<>(more);
        settings.add("--spring.datasource.url=" + Database.url(proxy.port()));
        settings.add("--spring.datasource.username=postgres");
        settings.add("--spring.datasource.hikari.maximum-pool-size=12");
        String name = module + "-" + (number + 1);
        SkewedClock clock = new SkewedClock(folder.resolve(name + ".clock"));
        List<String> command = jars.launchingOffTime(module, clock.file());
        command.set(command.indexOf("-Xmx512m"), "-Xmx256m");
        command.addAll(settings);
        return new Node(name, clock, command, firstPort + PORTS_OF_A_NODE * number, folder);
    }

    /** One of the nodes, each time another. */
    Endpoints doors(Random random) {
        return new Endpoints() {
            @Override
            public String toCommands() {
                return commands.get(random.nextInt(commands.size())).url();
            }

            @Override
            public String toQueries() {
                return queries.get(random.nextInt(queries.size())).url();
            }
        };
    }

    List<Node> commands() {
        return commands;
    }

    List<Node> payments() {
        return payments;
    }

    List<Node> queries() {
        return queries;
    }

    List<Node> nodes() {
        return Stream.of(commands, payments, queries).flatMap(List::stream).toList();
    }

    List<Proxy> toDatabase() {
        return toDatabase;
    }

    List<Proxy> toProvider() {
        return toProvider;
    }

    /** Where the database's files are, if one could be mounted. */
    SmallDisk disk() {
        return disk;
    }

    Database database() {
        return database;
    }

    SimulatorControl provider() {
        return provider;
    }

    /** Starts whatever is down, and lets everything through. */
    void heal() throws IOException, InterruptedException {
        for (Proxy proxy :
                Stream.concat(toDatabase.stream(), toProvider.stream()).toList()) {
            proxy.become(Proxy.Mode.PASS);
        }
        provider.behave();
        startAgain();
        awaitReady();
    }

    /** Starts every node that has ended, as whoever looks after processes would; returns their names. */
    List<String> startAgain() throws IOException {
        List<String> started = new ArrayList<>();
        for (Node node : nodes()) {
            if (!node.isAlive()) {
                node.start();
                started.add(node.name());
            }
        }
        return started;
    }

    /** The names of nodes that say so. */
    List<String> ready() throws InterruptedException {
        List<String> ready = new ArrayList<>();
        for (Node node : nodes()) {
            if (node.isAlive() && node.isReady(http)) {
                ready.add(node.name());
            }
        }
        return ready;
    }

    void awaitReady() throws IOException, InterruptedException {
        provider.awaitReady();
        for (Node node : nodes()) {
            node.awaitReady(http);
        }
    }

    @Override
    public void close() throws IOException, InterruptedException {
        nodes().forEach(Node::close);
        provider.close();
        for (Proxy proxy :
                Stream.concat(toDatabase.stream(), toProvider.stream()).toList()) {
            proxy.close();
        }
        database.close();
        disk.close();
        http.close();
    }
}

package dev.ordersaga.lab.storm;

import dev.ordersaga.lab.oracle.Oracle;
import dev.ordersaga.lab.oracle.OracleReport;
import dev.ordersaga.lab.oracle.StoredRun;
import dev.ordersaga.lab.oracle.Violation;
import dev.ordersaga.lab.system.Machine;
import dev.ordersaga.lab.system.Pause;
import dev.ordersaga.lab.system.SystemOptions;
import dev.ordersaga.lab.system.SystemUnderTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Storm test: load on a cluster while faults are injected, then recovery, then the oracle's verdict. */
@Command(
        name = "storm",
        description = "Injects random faults into two nodes of every service under load, then checks all promises.",
        mixinStandardHelpOptions = true)
public final class StormApplication implements Callable<Integer> {

    @Mixin
    SystemOptions options = new SystemOptions();

    @Option(names = "--seed", defaultValue = "1", description = "Seed of the faults. Default: ${DEFAULT-VALUE}")
    long seed;

    @Option(
            names = "--seconds",
            defaultValue = "1200",
            description = "Duration of the storm. Default: ${DEFAULT-VALUE}")
    int seconds;

    @Option(names = "--rate", defaultValue = "5", description = "Orders per second. Default: ${DEFAULT-VALUE}")
    int rate;

    @Option(names = "--nodes", defaultValue = "2", description = "Nodes of each service. Default: ${DEFAULT-VALUE}")
    int nodes;

    @Option(
            names = "--settle-seconds",
            defaultValue = "90",
            description = "Maximum time for orders to settle after recovery. Default: ${DEFAULT-VALUE}")
    int settleSeconds;

    @Option(names = "--faults", split = ",", description = "Kinds of faults: ${COMPLETION-CANDIDATES}. Default: all")
    List<FaultKind> faults = List.of(FaultKind.values());

    private final List<SimulatedClient> clients = Collections.synchronizedList(new ArrayList<>());

    @Override
    public Integer call() throws Exception {
        Path folder = options.folder("storm-" + seed);
        System.out.println("run: " + folder);
        try (SmallDisk disk = SmallDisk.mount(folder.resolve("disk"));
                SystemUnderTest system = start(folder, disk);
                ClientConnection connection = new ClientConnection(folder);
                FaultInjector injector =
                        new FaultInjector(system, disk, seed, faults, () -> waitingCustomer(system, connection))) {
            rage(system, injector, connection);
            system.heal();
            Recovery recovery = new Recovery(system, List.copyOf(clients), folder);
            recovery.repeatUnknown();
            recovery.settle(Duration.ofSeconds(settleSeconds));
            recovery.compare();
            try (ReleaseRunbook runbook = new ReleaseRunbook(system)) {
                runbook.follow(Duration.ofSeconds(settleSeconds));
            }
            recovery.store();
            Files.write(folder.resolve("faults.log"), injector.log());
            StoredRun run = StoredRun.read(folder);
            List<Violation> violations = Oracle.judge(run);
            options.publish(report(injector) + OracleReport.of(run, violations));
            return violations.isEmpty() && injector.counts().isAllSurvived() ? 0 : 1;
        }
    }

    private SystemUnderTest start(Path folder, SmallDisk disk) throws IOException, InterruptedException {
        return options.system(folder)
                .nodes(nodes, "256m")
                .shortLived()
                .simulatorWithWebhooks()
                .proxies()
                .skewedClocks()
                .database(disk.folder(), Map.of("max_wal_size", "200MB", "shared_buffers", "128MB"))
                .settings(
                        "--order-command.payment.deadline=20s",
                        "--order-command.payment.action-deadline=" + OutageWithPayment.ACTION_DEADLINE_SECONDS + "s",
                        "--payment-handler.reconciliation.settle=5s",
                        "--payment-handler.slowest-retry=5s",
                        "--payment-handler.stripe.answer-timeout=3s",
                        "--spring.datasource.hikari.maximum-pool-size=12")
                .start();
    }

    private SimulatedClient waitingCustomer(SystemUnderTest system, ClientConnection connection) {
        String name = "storm-" + seed + "-waiting-" + clients.size();
        SimulatedClient client =
                new SimulatedClient(system, connection, name, new Random(name.hashCode()), OrderScenario.WAITING);
        clients.add(client);
        return client;
    }

    private void rage(SystemUnderTest system, FaultInjector injector, ClientConnection connection)
            throws InterruptedException, IOException, SQLException {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
            var load = threads.submit(() -> {
                for (int number = 0; System.nanoTime() < end; number++) {
                    Random random = new Random(seed * 1_000_003 + number);
                    String name = "storm-" + seed + "-" + number;
                    SimulatedClient client =
                            new SimulatedClient(system, connection, name, random, OrderScenario.any(random));
                    clients.add(client);
                    threads.submit(client::run);
                    Pause.of(1_000 / rate);
                }
                return null;
            });
            Pause.of(3_000);
            while (System.nanoTime() < end) {
                injector.injectNext();
            }
            while (!load.isDone()) {
                Pause.of(100);
            }
        }
    }

    private String report(FaultInjector injector) {
        return "# Storm, seed %d, %d s, %d orders/s, %d nodes of each service%n%n%s%n%n%s%n"
                .formatted(
                        seed,
                        seconds,
                        rate,
                        nodes,
                        Machine.description(),
                        injector.counts().report());
    }
}

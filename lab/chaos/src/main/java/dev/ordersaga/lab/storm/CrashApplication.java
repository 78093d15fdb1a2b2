package dev.ordersaga.lab.storm;

import dev.ordersaga.lab.oracle.Oracle;
import dev.ordersaga.lab.oracle.OracleReport;
import dev.ordersaga.lab.oracle.StoredRun;
import dev.ordersaga.lab.oracle.Violation;
import dev.ordersaga.lab.system.Machine;
import dev.ordersaga.lab.system.Pause;
import dev.ordersaga.lab.system.SystemOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Crash test: the process crashes at every step of an order, at its first and its second pass; then the oracle's verdict. */
@Command(
        name = "crash",
        description = "Crashes the standalone application at every step of an order and checks all promises.",
        mixinStandardHelpOptions = true)
public final class CrashApplication implements Callable<Integer> {

    private static final int ORDERS_PER_SCENARIO = 3;
    private static final int ORDERS = ORDERS_PER_SCENARIO * OrderScenario.ALL.size();

    @Mixin
    SystemOptions options = new SystemOptions();

    @Option(
            names = "--passes",
            defaultValue = "2",
            description = "Crash at the first to this pass of each point. Default: ${DEFAULT-VALUE}")
    int passes;

    @Option(names = "--all", description = "Also use the crash points close to each step.")
    boolean isThorough;

    @Option(names = "--seed", defaultValue = "1", description = "Seed of the clients. Default: ${DEFAULT-VALUE}")
    long seed;

    @Option(names = "--points", split = ",", description = "Only these crash points, such as after:refund.")
    List<String> points = List.of();

    @Option(
            names = "--settle-seconds",
            defaultValue = "60",
            description = "Maximum time for orders to settle after each restart. Default: ${DEFAULT-VALUE}")
    int settleSeconds;

    private final List<SimulatedClient> allClients = new ArrayList<>();
    private final List<String> lines = new ArrayList<>();
    private int failures;

    @Override
    public Integer call() throws Exception {
        Path folder = options.folder("crash-" + seed);
        System.out.println("run: " + folder);
        try (CrashingSystem crashing = new CrashingSystem(options, folder);
                ClientConnection connection = new ClientConnection(folder)) {
            for (int pass = 1; pass <= passes; pass++) {
                for (String point : crashPoints()) {
                    crash(crashing, point, pass, connection);
                }
            }
            Recovery recovery = new Recovery(crashing.system(), allClients, folder);
            recovery.settle(Duration.ofSeconds(settleSeconds));
            recovery.store();
            Files.write(folder.resolve("faults.log"), lines);
            StoredRun run = StoredRun.read(folder);
            List<Violation> violations = Oracle.judge(run);
            options.publish(report() + OracleReport.of(run, violations));
            return violations.isEmpty() && failures == 0 ? 0 : 1;
        }
    }

    private List<String> crashPoints() {
        return points.isEmpty()
                ? Arrays.stream(CrashPoint.values())
                        .flatMap(step -> step.points().stream().limit(isThorough ? 100 : 1))
                        .toList()
                : points;
    }

    private void crash(CrashingSystem crashing, String point, int pass, ClientConnection connection) throws Exception {
        List<SimulatedClient> clients = new ArrayList<>();
        boolean isCrashed;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            crashing.crashAt(point, pass);
            for (int i = 0; i < ORDERS; i++) {
                String name = "crash-" + seed + "-" + allClients.size() + "-" + i;
                SimulatedClient client = new SimulatedClient(
                        crashing.system(),
                        connection,
                        name,
                        new Random(name.hashCode()),
                        OrderScenario.ALL.get(i % OrderScenario.ALL.size()));
                clients.add(client);
                threads.submit(client::run);
                Pause.of(50);
            }
            isCrashed = crashing.awaitCrash(Duration.ofSeconds(30));
            crashing.restart();
        }
        allClients.addAll(clients);
        Recovery recovery = new Recovery(crashing.system(), clients, Path.of("."));
        recovery.repeatUnknown();
        record(point + ", pass " + pass, isCrashed, recovery.settle(Duration.ofSeconds(settleSeconds)));
    }

    private void record(String what, boolean isCrashed, boolean isSettled) {
        failures += isCrashed && isSettled ? 0 : 1;
        String line = "%-44s %s, %s"
                .formatted(what, isCrashed ? "crashed" : "NOT REACHED", isSettled ? "settled" : "NOT SETTLED");
        System.out.println(line);
        lines.add(line);
    }

    private String report() {
        return "# Crashes, seed %d, %d points, %d passes, %d orders each%n%n%s%n%n%s%n%n"
                .formatted(
                        seed,
                        crashPoints().size(),
                        passes,
                        ORDERS,
                        Machine.description(),
                        String.join(System.lineSeparator(), lines));
    }
}

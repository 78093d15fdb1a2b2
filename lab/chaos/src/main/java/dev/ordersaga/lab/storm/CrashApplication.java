package dev.ordersaga.lab.storm;

import dev.ordersaga.lab.oracle.Oracle;
import dev.ordersaga.lab.oracle.OracleReport;
import dev.ordersaga.lab.oracle.StoredRun;
import dev.ordersaga.lab.oracle.Violation;
import dev.ordersaga.lab.system.Machine;
import dev.ordersaga.lab.system.Pause;
import dev.ordersaga.lab.system.SystemOptions;
import java.net.http.HttpClient;
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

/** The house dies at every step of an order, the first time and the second time it gets there; then the oracle's verdict. */
@Command(
        name = "halts",
        description =
                "One process that dies at every step of an order and starts again, and what became of the orders.",
        mixinStandardHelpOptions = true)
public final class CrashApplication implements Callable<Integer> {

    private static final int OF_EACH_WISH = 3;

    @Mixin
    SystemOptions options = new SystemOptions();

    @Option(
            names = "--passes",
            defaultValue = "2",
            description = "Dies the first to this time. Default: ${DEFAULT-VALUE}")
    int passes;

    @Option(names = "--all", description = "Also the points close to each step.")
    boolean isThorough;

    @Option(names = "--seed", defaultValue = "1", description = "Default: ${DEFAULT-VALUE}")
    long seed;

    @Option(names = "--points", split = ",", description = "Only these, such as after:refund.")
    List<String> points = List.of();

    @Option(
            names = "--settle-seconds",
            defaultValue = "60",
            description = "After each start. Default: ${DEFAULT-VALUE}")
    int settleSeconds;

    private final List<SimulatedClient> everybody = new ArrayList<>();
    private final List<String> lines = new ArrayList<>();
    private int failures;

    @Override
    public Integer call() throws Exception {
        Path folder = options.folder("halts-" + seed);
        System.out.println("run: " + folder);
        try (CrashingSystem house = new CrashingSystem(options.jars(), folder);
                HttpClient http = HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .connectTimeout(Duration.ofSeconds(2))
                        .build();
                History history = new History(StoredRun.Part.HISTORY.in(folder))) {
            SimulatedClient.Clients clients = new SimulatedClient.Clients(history, http);
            for (int pass = 1; pass <= passes; pass++) {
                for (String point : wanted()) {
                    die(house, point, pass, clients);
                }
            }
            Recovery all = house.aftermath(everybody, folder);
            all.settle(Duration.ofSeconds(settleSeconds));
            all.store(house.operationsUrl());
            Files.write(folder.resolve("faults.log"), lines);
            StoredRun run = StoredRun.read(folder);
            List<Violation> violations = Oracle.judge(run);
            options.publish(report() + OracleReport.of(run, violations));
            return violations.isEmpty() && failures == 0 ? 0 : 1;
        }
    }

    private List<String> wanted() {
        return points.isEmpty()
                ? Arrays.stream(CrashPoint.values())
                        .flatMap(step -> step.points().stream().limit(isThorough ? 100 : 1))
                        .toList()
                : points;
    }

    private void die(CrashingSystem house, String point, int time, SimulatedClient.Clients clients) throws Exception {
        List<SimulatedClient> shoppers = new ArrayList<>();
        boolean isHalted;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            house.haltAt(point, time);
            for (int i = 0; i < OF_EACH_WISH * OrderScenario.ALL.size(); i++) {
                String name = "halts-" + seed + "-" + everybody.size() + "-" + i;
                OrderScenario wish = OrderScenario.ALL.get(i % OrderScenario.ALL.size());
                SimulatedClient shopper = new SimulatedClient(house, clients, name, new Random(name.hashCode()), wish);
                shoppers.add(shopper);
                threads.submit(() -> {
                    shopper.shop();
                    return null;
                });
                Pause.of(50);
            }
            isHalted = house.awaitHalt(Duration.ofSeconds(30));
            house.start();
        }
        everybody.addAll(shoppers);
        Recovery aftermath = house.aftermath(shoppers, Path.of("."));
        aftermath.askAgain();
        note(point + ", time " + time, isHalted, aftermath.settle(Duration.ofSeconds(settleSeconds)));
    }

    private void note(String what, boolean isHalted, boolean isSettled) {
        failures += isHalted && isSettled ? 0 : 1;
        String line = "%-44s %s, %s"
                .formatted(what, isHalted ? "died" : "NOT REACHED", isSettled ? "settled" : "NOT SETTLED");
        System.out.println(line);
        lines.add(line);
    }

    private String report() {
        return "# Halts, seed %d, %d points, %d passes, %d orders each%n%n%s%n%n%s%n%n"
                .formatted(
                        seed,
                        wanted().size(),
                        passes,
                        OF_EACH_WISH * OrderScenario.ALL.size(),
                        Machine.description(),
                        String.join(System.lineSeparator(), lines));
    }
}

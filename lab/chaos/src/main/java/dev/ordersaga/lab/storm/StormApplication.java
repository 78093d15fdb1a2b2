package dev.ordersaga.lab.storm;

import dev.ordersaga.lab.oracle.Oracle;
import dev.ordersaga.lab.oracle.OracleReport;
import dev.ordersaga.lab.oracle.StoredRun;
import dev.ordersaga.lab.oracle.Violation;
import dev.ordersaga.lab.system.Machine;
import dev.ordersaga.lab.system.Pause;
import dev.ordersaga.lab.system.SystemOptions;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Load, faults by a seed, healing, and the oracle's verdict. */
@Command(
        name = "storm",
        description = "Two nodes of every service under load, while everything around them fails.",
        mixinStandardHelpOptions = true)
public final class StormApplication implements Callable<Integer> {

    @Mixin
    SystemOptions house = new SystemOptions();

    @Option(names = "--seed", defaultValue = "1", description = "Decides the faults. Default: ${DEFAULT-VALUE}")
    long seed;

    @Option(names = "--seconds", defaultValue = "1200", description = "Of storm. Default: ${DEFAULT-VALUE}")
    int seconds;

    @Option(names = "--rate", defaultValue = "5", description = "Orders a second. Default: ${DEFAULT-VALUE}")
    int rate;

    @Option(names = "--nodes", defaultValue = "2", description = "Of each service. Default: ${DEFAULT-VALUE}")
    int nodes;

    @Option(
            names = "--settle-seconds",
            defaultValue = "90",
            description = "How long orders may take after healing. Default: ${DEFAULT-VALUE}")
    int settleSeconds;

    @Option(names = "--faults", split = ",", description = "Which kinds. Default: all")
    List<FaultKind> faults = List.of(FaultKind.values());

    private final List<SimulatedClient> shoppers = Collections.synchronizedList(new ArrayList<>());

    @Override
    public Integer call() throws Exception {
        Path folder = house.folder("storm-" + seed);
        System.out.println("run: " + folder);
        try (Cluster cast = new Cluster(house.jars(), folder, nodes);
                HttpClient http = HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .connectTimeout(Duration.ofSeconds(2))
                        .build();
                History history = new History(StoredRun.Part.HISTORY.in(folder));
                FaultInjector weather = new FaultInjector(cast, seed, faults)) {
            rage(cast, weather, new SimulatedClient.Clients(history, http));
            cast.heal();
            Recovery aftermath =
                    new Recovery(cast.database().port(), cast.provider().ledger(), List.copyOf(shoppers), folder);
            aftermath.askAgain();
            aftermath.settle(Duration.ofSeconds(settleSeconds));
            aftermath.store(cast.queries().getFirst().operationsUrl());
            Files.write(folder.resolve("faults.log"), weather.log());
            StoredRun run = StoredRun.read(folder);
            List<Violation> violations = Oracle.judge(run);
            house.publish(report(weather) + OracleReport.of(run, violations));
            return violations.isEmpty() && weather.counts().isAllSurvived() ? 0 : 1;
        }
    }

    private void rage(Cluster cast, FaultInjector weather, SimulatedClient.Clients clients)
            throws InterruptedException, IOException, SQLException {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
            var open = threads.submit(() -> {
                for (int number = 0; System.nanoTime() < end; number++) {
                    Random random = new Random(seed * 1_000_003 + number);
                    SimulatedClient shopper = new SimulatedClient(
                            cast.doors(random),
                            clients,
                            "storm-" + seed + "-" + number,
                            random,
                            OrderScenario.any(random));
                    shoppers.add(shopper);
                    threads.submit(() -> {
                        shopper.shop();
                        return null;
                    });
                    Pause.of(1_000 / rate);
                }
                return null;
            });
            Pause.of(3_000);
            while (System.nanoTime() < end) {
                weather.strike();
            }
            while (!open.isDone()) {
                Pause.of(100);
            }
        }
    }

    private String report(FaultInjector weather) {
        StringBuilder text = new StringBuilder("# Storm, seed %d, %d s, %d orders/s, %d nodes of each service%n%n"
                .formatted(seed, seconds, rate, nodes));
        text.append(Machine.description()).append("%n%n".formatted());
        return text.append(weather.counts().report())
                .append(System.lineSeparator())
                .toString();
    }
}

package dev.ordersaga.lab.experiments.rebuild;

import dev.ordersaga.lab.experiments.latency.OpenLoop;
import dev.ordersaga.lab.system.Database;
import dev.ordersaga.lab.system.Engine;
import dev.ordersaga.lab.system.Layout;
import dev.ordersaga.lab.system.Machine;
import dev.ordersaga.lab.system.Pause;
import dev.ordersaga.lab.system.StoredOrderGenerator;
import dev.ordersaga.lab.system.SystemOptions;
import dev.ordersaga.lab.system.SystemUnderTest;
import dev.ordersaga.lab.system.TokenTables;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Builds the status view from past events, and counts how many it takes in a second. */
@Command(
        name = "rebuild",
        description = "Events per second while the status view is built anew.",
        mixinStandardHelpOptions = true)
public final class RebuildApplication implements Callable<Integer> {

    @Mixin
    SystemOptions house = new SystemOptions();

    @Option(names = "--events", defaultValue = "1000000", description = "Default: ${DEFAULT-VALUE}")
    long events;

    @Option(
            names = "--most-seconds",
            defaultValue = "120",
            description = "Then the rest is left, and the rate so far counts. Default: ${DEFAULT-VALUE}")
    int mostSeconds;

    @Option(names = "--engines", split = ",", defaultValue = "STOCK,OURS", description = "Default: ${DEFAULT-VALUE}")
    List<Engine> engines = List.of();

    @Override
    public Integer call() throws Exception {
        StringBuilder text = new StringBuilder("# Rebuild of the status view%n%n".formatted());
        text.append(Machine.description()).append(System.lineSeparator());
        text.append(
                "%,d stored events; the other services are up and idle; counted from the first stored position on.%n%n"
                        .formatted(events));
        text.append("| engine | events taken | seconds | events/s |%n|---|---|---|---|%n".formatted());
        for (Engine engine : engines) {
            text.append(measure(engine));
        }
        house.publish(text.toString());
        return 0;
    }

    private String measure(Engine engine) throws Exception {
        try (SystemUnderTest running =
                        SystemUnderTest.start(Layout.THREE, engine, house.jars(), house.folder("rebuild-" + engine));
                OpenLoop load = new OpenLoop(running.commandUrl(), running.queryUrl())) {
            load.run(20, 2); // so that all tokens exist
            running.restartServicesAfter(() -> {
                StoredOrderGenerator.fillTo(running.databasePort(), events);
                StoredOrderGenerator.forgetView(running.databasePort());
            });
            try (Connection connection = Database.connect(running.databasePort())) {
                return watch(engine, connection);
            }
        }
    }

    private String watch(Engine engine, Connection connection) throws SQLException, InterruptedException {
        long begin = System.nanoTime();
        long first = TokenTables.position(connection, "order-status");
        long position = first;
        while (position < events && seconds(begin) < mostSeconds) {
            Pause.of(100);
            position = TokenTables.position(connection, "order-status");
            if (first <= 0) {
                first = position;
                begin = System.nanoTime();
            }
        }
        String line = "| %s | %,d | %.1f | %,.0f |%n"
                .formatted(
                        engine == Engine.OURS ? "order-saga" : "stock Axon",
                        position - first,
                        seconds(begin),
                        (position - first) / seconds(begin));
        System.out.print(line);
        return line;
    }

    private static double seconds(long since) {
        return (System.nanoTime() - since) / (double) TimeUnit.SECONDS.toNanos(1);
    }
}

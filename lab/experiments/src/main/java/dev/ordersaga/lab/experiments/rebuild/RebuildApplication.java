package dev.ordersaga.lab.experiments.rebuild;

import dev.ordersaga.lab.experiments.Experiment;
import dev.ordersaga.lab.experiments.Report;
import dev.ordersaga.lab.system.DatabaseSession;
import dev.ordersaga.lab.system.Engine;
import dev.ordersaga.lab.system.Layout;
import dev.ordersaga.lab.system.Pause;
import dev.ordersaga.lab.system.SystemUnderTest;
import dev.ordersaga.lab.system.TokenTables;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Rate of rebuilding the status view from stored events. */
@Command(
        name = "rebuild",
        description = "Events per second while the status view is rebuilt.",
        mixinStandardHelpOptions = true)
public final class RebuildApplication extends Experiment {

    private static final String PROCESSOR = "order-status";

    @Option(names = "--events", defaultValue = "1000000", description = "Stored events. Default: ${DEFAULT-VALUE}")
    long events;

    @Option(
            names = "--most-seconds",
            defaultValue = "120",
            description = "Time limit; the rate up to then counts. Default: ${DEFAULT-VALUE}")
    int mostSeconds;

    @Option(
            names = "--engines",
            split = ",",
            defaultValue = "STOCK,OURS",
            description = "Engines to compare. Default: ${DEFAULT-VALUE}")
    List<Engine> engines = List.of();

    @Override
    protected Report measure() throws Exception {
        Report report = new Report("Rebuild of the status view")
                .paragraph(
                        "%,d stored events; the other services are up and idle; counted from the first stored position on.",
                        events)
                .table("engine", "events processed", "seconds", "events/s");
        for (Engine engine : engines) {
            try (SystemUnderTest system = system("rebuild-" + engine)
                    .layout(Layout.THREE)
                    .engine(engine)
                    .start()) {
                fillStoreWithoutView(system, events);
                try (DatabaseSession database = new DatabaseSession(system.databasePort())) {
                    measure(engine, database, report);
                }
            }
        }
        return report.endTable();
    }

    private void measure(Engine engine, DatabaseSession database, Report report)
            throws SQLException, InterruptedException {
        long start = System.nanoTime();
        long first = TokenTables.position(database, PROCESSOR);
        long position = first;
        while (position < events && seconds(start) < mostSeconds) {
            Pause.of(100);
            position = TokenTables.position(database, PROCESSOR);
            if (first <= 0) {
                first = position;
                start = System.nanoTime();
            }
        }
        double seconds = seconds(start);
        report.row(
                engine.label(),
                "%,d".formatted(position - first),
                "%.1f".formatted(seconds),
                "%,.0f".formatted((position - first) / seconds));
    }

    private static double seconds(long since) {
        return (System.nanoTime() - since) / (double) TimeUnit.SECONDS.toNanos(1);
    }
}

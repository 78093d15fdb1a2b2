package dev.ordersaga.lab.experiments.rebuild;

import dev.ordersaga.lab.experiments.Experiment;
import dev.ordersaga.lab.experiments.Report;
import dev.ordersaga.lab.system.DatabaseSession;
import dev.ordersaga.lab.system.Engine;
import dev.ordersaga.lab.system.Layout;
import dev.ordersaga.lab.system.OperatorClient;
import dev.ordersaga.lab.system.Pause;
import dev.ordersaga.lab.system.ProcessStatistics;
import dev.ordersaga.lab.system.ServiceProcess;
import dev.ordersaga.lab.system.SystemUnderTest;
import dev.ordersaga.lab.system.TokenTables;
import java.io.IOException;
import java.time.Duration;
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

    private boolean isDone = true;

    @Override
    protected Report measure() throws Exception {
        Report report = new Report("Rebuild of the status view")
                .paragraph(
                        "%,d stored events; the other services are up and idle. Axon resets the processor and is counted"
                                + " from the first stored position on; order-saga rebuilds beside the current view, counted from"
                                + " the operator's request to the swap.",
                        events)
                .table("engine", "events processed", "seconds", "events/s", "CPU s per 100,000 events");
        for (Engine engine : engines) {
            try (SystemUnderTest system = system("rebuild-" + engine)
                            .layout(Layout.THREE)
                            .engine(engine)
                            .start();
                    DatabaseSession database = new DatabaseSession(system.databasePort())) {
                if (engine == Engine.OURS) {
                    rebuild(system, database, report);
                } else {
                    replay(engine, system, database, report);
                }
            }
        }
        return report.endTable().verdict(isDone, "the rebuild has not ended with DONE.");
    }

    private void replay(Engine engine, SystemUnderTest system, DatabaseSession database, Report report)
            throws Exception {
        fillStoreWithoutView(system, events);
        long start = System.nanoTime();
        Duration before = cpu(system);
        long first = TokenTables.position(database, PROCESSOR);
        long position = first;
        while (position < events && seconds(start) < mostSeconds) {
            Pause.of(100);
            position = TokenTables.position(database, PROCESSOR);
            if (first <= 0) {
                first = position;
                start = System.nanoTime();
                before = cpu(system);
            }
        }
        double seconds = seconds(start);
        addRow(report, engine, position - first, seconds, cpu(system).minus(before));
    }

    private void rebuild(SystemUnderTest system, DatabaseSession database, Report report) throws Exception {
        fillStore(system, events);
        Duration before = cpu(system);
        try (OperatorClient operator = new OperatorClient()) {
            String state = operator.rebuildStatusView(
                    system.queryService().operationsUrl(), "rebuild", Duration.ofSeconds(mostSeconds));
            isDone &= state.equals("DONE");
        }
        Duration cpu = cpu(system).minus(before);
        long millis =
                database.number("SELECT (1000 * extract(epoch FROM coalesce(finished_at, now()) - started_at))::bigint"
                        + " FROM eventprocessing.rebuild");
        long processed = database.number("SELECT position FROM eventprocessing.rebuild");
        addRow(report, Engine.OURS, processed, millis / 1000.0, cpu);
    }

    private static void addRow(Report report, Engine engine, long processed, double seconds, Duration cpu) {
        report.row(
                engine.label(),
                "%,d".formatted(processed),
                "%.1f".formatted(seconds),
                "%,.0f".formatted(processed / seconds),
                "%.2f".formatted(cpu.toMillis() * 100.0 / Math.max(1, processed)));
    }

    /** CPU time of all services and of PostgreSQL so far. */
    private static Duration cpu(SystemUnderTest system) throws IOException {
        return ProcessStatistics.cpuTime(
                        system.services().stream().map(ServiceProcess::handle).toList())
                .plus(ProcessStatistics.databaseCpuTime(system.databaseProcesses()));
    }

    private static double seconds(long since) {
        return (System.nanoTime() - since) / (double) TimeUnit.SECONDS.toNanos(1);
    }
}

package dev.ordersaga.lab.experiments.idle;

import dev.ordersaga.lab.experiments.Experiment;
import dev.ordersaga.lab.experiments.Report;
import dev.ordersaga.lab.experiments.load.OrderLoad;
import dev.ordersaga.lab.experiments.load.OrderLoad.Polling;
import dev.ordersaga.lab.system.Engine;
import dev.ordersaga.lab.system.Layout;
import dev.ordersaga.lab.system.Pause;
import dev.ordersaga.lab.system.ProcessStatistics;
import dev.ordersaga.lab.system.ServiceProcess;
import dev.ordersaga.lab.system.StatementStatistics;
import dev.ordersaga.lab.system.SystemUnderTest;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Idle cost: statements and CPU time of three processes and their database without any load. */
@Command(
        name = "idle",
        description = "Statements and CPU time per second of an idle system.",
        mixinStandardHelpOptions = true)
public final class IdleApplication extends Experiment {

    @Option(
            names = "--seconds",
            defaultValue = "60",
            description = "Seconds of each measurement. Default: ${DEFAULT-VALUE}")
    int seconds;

    @Option(names = "--settle", defaultValue = "45", description = "Idle seconds before. Default: ${DEFAULT-VALUE}")
    int settle;

    @Option(
            names = "--engines",
            split = ",",
            defaultValue = "STOCK,OURS",
            description = "Engines to compare. Default: ${DEFAULT-VALUE}")
    List<Engine> engines = List.of();

    private String mostFrequent = "";

    @Override
    protected Report measure() throws Exception {
        Report report = new Report("Idle: three processes and their database")
                .paragraph("Each: 20 orders/s for 20 s, %d s of rest, %d s measured.", settle, seconds)
                .table("engine", "statements/s", "CPU time, of one core");
        for (Engine engine : engines) {
            measure(engine, report);
        }
        return report.endTable()
                .paragraph("The most frequent statements of the last one:")
                .paragraph("%s", mostFrequent);
    }

    private void measure(Engine engine, Report report) throws Exception {
        try (SystemUnderTest system = system("idle-" + engine)
                        .layout(Layout.THREE)
                        .engine(engine)
                        .start();
                OrderLoad load = new OrderLoad(system, Polling.REPEATED);
                StatementStatistics statements = new StatementStatistics(system.databasePort())) {
            load.run(20, 20);
            Pause.of(settle * 1000L);
            statements.reset();
            Duration before = cpuTime(system);
            Pause.of(seconds * 1000L);
            mostFrequent = statements.mostFrequent(15);
            Duration used = cpuTime(system).minus(before);
            report.row(
                    engine.label(),
                    "%.1f".formatted(statements.executed() / (double) seconds),
                    "%.1f %%".formatted(used.toMillis() / 10.0 / seconds));
        }
    }

    private static Duration cpuTime(SystemUnderTest system) throws IOException {
        return ProcessStatistics.cpuTime(
                        system.services().stream().map(ServiceProcess::handle).toList())
                .plus(ProcessStatistics.databaseCpuTime(system.databaseProcesses()));
    }
}

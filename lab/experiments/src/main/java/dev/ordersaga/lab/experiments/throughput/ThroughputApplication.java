package dev.ordersaga.lab.experiments.throughput;

import dev.ordersaga.lab.experiments.Experiment;
import dev.ordersaga.lab.experiments.Report;
import dev.ordersaga.lab.experiments.load.OrderIds;
import dev.ordersaga.lab.experiments.throughput.result.Contender;
import dev.ordersaga.lab.experiments.throughput.result.ContenderResult;
import dev.ordersaga.lab.experiments.throughput.result.Latency;
import dev.ordersaga.lab.experiments.throughput.result.OpenLoopResult;
import dev.ordersaga.lab.experiments.throughput.result.ResultFiles;
import dev.ordersaga.lab.experiments.throughput.result.Round;
import dev.ordersaga.lab.experiments.throughput.result.ThroughputResult;
import dev.ordersaga.lab.system.Machine;
import dev.ordersaga.lab.system.StatementStatistics;
import dev.ordersaga.lab.system.SystemBuilder;
import dev.ordersaga.lab.system.SystemUnderTest;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Throughput of each contender, one after the other, each alone on the machine. */
@Command(
        name = "throughput",
        description =
                "Orders placed → confirmed per second, with CPU time, commits, statements and WAL per order; knee and"
                        + " overload; compared with other designs.",
        mixinStandardHelpOptions = true)
public final class ThroughputApplication extends Experiment {

    private static final String PATIENT_DEADLINE = "30m";

    @Mixin
    ThroughputOptions load = new ThroughputOptions();

    @Option(
            names = "--engines",
            split = ",",
            defaultValue = "CEILING,OUTBOX,TUNED,STOCK,OURS,OURS3",
            description = "What to compare: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}")
    List<Contender> contenders = List.of();

    @Option(
            names = "--open",
            split = ",",
            defaultValue = "OURS",
            description = "For which of them knee and overload are measured, too. Default: ${DEFAULT-VALUE}")
    Set<Contender> open = Set.of();

    @Option(names = "--no-open", description = "Only the closed loop")
    boolean isClosedOnly;

    @Option(
            names = "--stored-events",
            split = ",",
            defaultValue = "0",
            description = "Events in order-saga's store before the load, one measurement each; 0 for an empty database."
                    + " Default: ${DEFAULT-VALUE}")
    List<Long> storedEvents = List.of();

    @Option(
            names = "--output",
            defaultValue = "reports/throughput",
            description = "Folder for the report as Markdown, JSON and HTML. Default: ${DEFAULT-VALUE}")
    Path output = Path.of("reports/throughput");

    @Override
    protected Report measure() throws Exception {
        String startedAt = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
        List<ContenderResult> results = new ArrayList<>();
        for (Contender contender : contenders) {
            for (long events : contender.isOurs() ? storedEvents : List.of(0L)) {
                System.out.printf("%s%n", contender.label());
                results.add(measure(contender, events));
            }
        }
        ThroughputResult result = new ThroughputResult(
                Machine.description(),
                System.getProperty("git.commit", "unknown"),
                startedAt,
                load.description(),
                Latency.PERCENTILES,
                results);
        Report report = result.report();
        ResultFiles.write(result, report.text(), output);
        return report;
    }

    private ContenderResult measure(Contender contender, long events) throws Exception {
        OrderIds ids = new OrderIds(load.seed());
        List<Round> warmUp;
        List<Round> measured;
        try (Target target = start(contender, events, PATIENT_DEADLINE);
                LoadPriority priority = LoadPriority.over(target);
                PlacedOrders orders = observe(target, contender)) {
            ClosedRounds rounds = new ClosedRounds(target, orders, load, ids);
            warmUp = rounds.warmUp();
            measured = rounds.measure();
        }
        ContenderResult closed = new ContenderResult(contender, events, warmUp, measured, null);
        return isClosedOnly || contender == Contender.CEILING || !open.contains(contender)
                ? closed
                : new ContenderResult(
                        contender, events, warmUp, measured, openLoop(contender, events, closed.ordersPerSecond()));
    }

    /** In a system of its own, since the payment deadline differs. */
    private OpenLoopResult openLoop(Contender contender, long events, double throughput) throws Exception {
        OrderIds ids = new OrderIds(load.seed());
        try (ServiceTarget target = service(contender, events, load.paymentDeadline());
                LoadPriority priority = LoadPriority.over(target);
                PlacedOrders orders = observe(target, contender)) {
            List<Round> unused = new ClosedRounds(target, orders, load, ids).warmUp();
            try (OpenLoop loop = new OpenLoop(target, contender, orders, load, ids)) {
                return new OpenSteps(loop, load).run(throughput);
            }
        }
    }

    private Target start(Contender contender, long events, String paymentDeadline) throws Exception {
        return contender == Contender.CEILING
                ? CeilingTarget.start(folder("ceiling"))
                : service(contender, events, paymentDeadline);
    }

    private ServiceTarget service(Contender contender, long events, String paymentDeadline) throws Exception {
        SystemBuilder builder = system("throughput-" + contender)
                .layout(contender.layout())
                .engine(contender.engine())
                .jvm(load.heap(), load.jvm())
                .settings("--order-command.payment.deadline=" + paymentDeadline);
        SystemUnderTest system = builder.start();
        boolean isFilled = false;
        try {
            if (events > 0) {
                fillStore(system, events);
            }
            isFilled = true;
            return new ServiceTarget(system);
        } finally {
            if (!isFilled) {
                system.close();
            }
        }
    }

    /** Creates the observers' role and the extension first. */
    private static PlacedOrders observe(Target target, Contender contender) throws Exception {
        new StatementStatistics(target.databasePort()).close();
        return new PlacedOrders(target, contender);
    }
}

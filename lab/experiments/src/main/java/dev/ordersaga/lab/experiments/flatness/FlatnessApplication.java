package dev.ordersaga.lab.experiments.flatness;

import dev.ordersaga.lab.experiments.Experiment;
import dev.ordersaga.lab.experiments.LoadOptions;
import dev.ordersaga.lab.experiments.Report;
import dev.ordersaga.lab.experiments.load.OrderLoad;
import dev.ordersaga.lab.experiments.load.OrderLoad.Polling;
import dev.ordersaga.lab.system.Layout;
import dev.ordersaga.lab.system.StatementStatistics;
import dev.ordersaga.lab.system.SystemUnderTest;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The same load with a small and with a large event store. */
@Command(
        name = "flatness",
        description = "Latency of appending, reading and confirming as the event store grows.",
        mixinStandardHelpOptions = true)
public final class FlatnessApplication extends Experiment {

    @Mixin
    LoadOptions load = new LoadOptions(20, 60, 40);

    @Option(
            names = "--events",
            split = ",",
            defaultValue = "50000,5000000",
            description = "Stored events of each measurement. Default: ${DEFAULT-VALUE}")
    List<Long> sizes = List.of();

    /** Latencies in milliseconds. */
    private record Latencies(
            long events, double append, double fetch, double load, double accepted, double confirmed, double slowest) {

        Object[] cells() {
            return new Object[] {
                "%,d".formatted(events),
                "%.3f".formatted(append),
                "%.3f".formatted(fetch),
                "%.3f".formatted(load),
                "%.1f".formatted(accepted),
                "%.1f".formatted(confirmed),
                "%.1f".formatted(slowest)
            };
        }

        Latencies dividedBy(Latencies first) {
            return new Latencies(
                    events / first.events,
                    append / first.append,
                    fetch / first.fetch,
                    load / first.load,
                    accepted / first.accepted,
                    confirmed / first.confirmed,
                    slowest / first.slowest);
        }
    }

    @Override
    protected Report measure() throws Exception {
        Report report = new Report("Flatness: latency by stored events")
                .paragraph(
                        "Each: three processes, held polls, %d s of warm-up, %d s measured at %d orders/s. All in milliseconds.",
                        load.warmUp(), load.seconds(), load.rate())
                .table(
                        "stored events",
                        "append in the server",
                        "fetch of new events",
                        "load of an aggregate",
                        "202 p50",
                        "confirmed visible p50",
                        "p99");
        List<Latencies> all = new ArrayList<>();
        try (SystemUnderTest system = system("flatness").layout(Layout.THREE).start()) {
            for (long events : sizes) {
                all.add(measure(system, events));
                report.row(all.getLast().cells());
            }
        }
        return report.endTable()
                .paragraph("The last divided by the first:")
                .row(all.getLast().dividedBy(all.getFirst()).cells());
    }

    private Latencies measure(SystemUnderTest system, long events) throws Exception {
        fillStore(system, events);
        // Held: repeated polls multiply when something is slow, and would then measure themselves.
        try (OrderLoad orders = new OrderLoad(system, Polling.HELD);
                StatementStatistics statements = new StatementStatistics(system.databasePort())) {
            orders.run(load.rate(), load.warmUp());
            statements.reset();
            OrderLoad.Result result = orders.run(load.rate(), load.seconds());
            return new Latencies(
                    events,
                    statements.meanMillis("INSERT INTO eventstore.domain_event_entry"),
                    statements.meanMillis("s.last_value"),
                    statements.meanMillis("WHERE aggregate_identifier = $1 AND sequence_number >= "),
                    result.accepted().getValueAtPercentile(50) / 1000.0,
                    result.confirmed().getValueAtPercentile(50) / 1000.0,
                    result.confirmed().getValueAtPercentile(99) / 1000.0);
        }
    }
}

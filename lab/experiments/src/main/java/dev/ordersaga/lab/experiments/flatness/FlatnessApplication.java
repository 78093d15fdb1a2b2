package dev.ordersaga.lab.experiments.flatness;

import dev.ordersaga.lab.experiments.latency.OpenLoop;
import dev.ordersaga.lab.experiments.latency.OpenLoop.Polls;
import dev.ordersaga.lab.system.Engine;
import dev.ordersaga.lab.system.Layout;
import dev.ordersaga.lab.system.Machine;
import dev.ordersaga.lab.system.Statements;
import dev.ordersaga.lab.system.StoredOrderGenerator;
import dev.ordersaga.lab.system.SystemOptions;
import dev.ordersaga.lab.system.SystemUnderTest;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.HdrHistogram.Histogram;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The same load on the same system, with a small and with a large event store. */
@Command(
        name = "flatness",
        description = "Append and fetch latency as the event store grows.",
        mixinStandardHelpOptions = true)
public final class FlatnessApplication implements Callable<Integer> {

    private static final int RATE = 20;

    @Mixin
    SystemOptions house = new SystemOptions();

    @Option(names = "--events", split = ",", defaultValue = "50000,5000000", description = "Default: ${DEFAULT-VALUE}")
    List<Long> sizes = List.of();

    @Option(names = "--seconds", defaultValue = "40", description = "Of measuring. Default: ${DEFAULT-VALUE}")
    int seconds;

    @Option(names = "--warm-up", defaultValue = "60", description = "Seconds before. Default: ${DEFAULT-VALUE}")
    int warmUp;

    /** Latencies in milliseconds. */
    private record Row(
            long events, double append, double fetch, double load, double accepted, double confirmed, double slowest) {

        String line() {
            return "| %,d | %.3f | %.3f | %.3f | %.1f | %.1f | %.1f |%n"
                    .formatted(events, append, fetch, load, accepted, confirmed, slowest);
        }

        Row dividedBy(Row first) {
            return new Row(
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
    public Integer call() throws Exception {
        List<Row> rows = new ArrayList<>();
        try (SystemUnderTest running =
                SystemUnderTest.start(Layout.THREE, Engine.OURS, house.jars(), house.folder("flatness"))) {
            for (long events : sizes) {
                rows.add(measure(running, events));
            }
        }
        house.publish(report(rows));
        return 0;
    }

    private Row measure(SystemUnderTest running, long events) throws Exception {
        // Held: repeated polls multiply when something is slow, and would then measure themselves.
        try (OpenLoop load = new OpenLoop(running.commandUrl(), running.queryUrl(), Polls.HELD)) {
            load.run(RATE, 2); // so that all tokens exist
            running.restartServicesAfter(() -> StoredOrderGenerator.fillTo(running.databasePort(), events));
            load.run(RATE, warmUp);
            try (Statements statements = Statements.in(running.databasePort())) {
                statements.reset();
                OpenLoop.Result result = load.run(RATE, seconds);
                Histogram confirmed = result.confirmed();
                Row row = new Row(
                        events,
                        statements.meanMillis("INSERT INTO eventstore.domain_event_entry"),
                        statements.meanMillis("s.last_value"),
                        statements.meanMillis("WHERE aggregate_identifier = $1 AND sequence_number >= "),
                        result.accepted().getValueAtPercentile(50) / 1000.0,
                        confirmed.getValueAtPercentile(50) / 1000.0,
                        confirmed.getValueAtPercentile(99) / 1000.0);
                System.out.print(row.line());
                return row;
            }
        }
    }

    private String report(List<Row> rows) {
        StringBuilder text = new StringBuilder("# Flatness: latency by stored events%n%n".formatted());
        text.append(Machine.description()).append(System.lineSeparator());
        text.append(
                "Each: three processes, held polls, %d s of warm-up, %d s measured at %d orders/s. All in milliseconds.%n%n"
                        .formatted(warmUp, seconds, RATE));
        text.append(("| stored events | append in the server | fetch of new events | load of an aggregate | 202 p50"
                        + " | confirmed visible p50 | p99 |%n|---|---|---|---|---|---|---|%n")
                .formatted());
        rows.forEach(row -> text.append(row.line()));
        text.append("%nThe last divided by the first:%n%n".formatted())
                .append(rows.getLast().dividedBy(rows.getFirst()).line());
        return text.toString();
    }
}

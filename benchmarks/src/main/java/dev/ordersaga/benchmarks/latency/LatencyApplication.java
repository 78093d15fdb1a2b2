package dev.ordersaga.benchmarks.latency;

import dev.ordersaga.benchmarks.house.Engine;
import dev.ordersaga.benchmarks.house.House;
import dev.ordersaga.benchmarks.house.HouseOptions;
import dev.ordersaga.benchmarks.house.Layout;
import dev.ordersaga.benchmarks.house.Machine;
import dev.ordersaga.benchmarks.latency.OpenLoop.Polls;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.HdrHistogram.Histogram;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Measures each engine in each layout, one after the other, in one run. */
@Command(
        name = "latency",
        description = "Place → confirmed visible at a steady rate, beside stock Axon.",
        mixinStandardHelpOptions = true)
public final class LatencyApplication implements Callable<Integer> {

    @Mixin
    HouseOptions house = new HouseOptions();

    @Option(names = "--rate", defaultValue = "20", description = "Orders a second. Default: ${DEFAULT-VALUE}")
    int rate;

    @Option(names = "--seconds", defaultValue = "60", description = "Of measuring. Default: ${DEFAULT-VALUE}")
    int seconds;

    @Option(names = "--warm-up", defaultValue = "30", description = "Seconds before. Default: ${DEFAULT-VALUE}")
    int warmUp;

    @Option(names = "--layouts", split = ",", defaultValue = "ONE,THREE", description = "Default: ${DEFAULT-VALUE}")
    List<Layout> layouts = List.of();

    @Option(names = "--engines", split = ",", defaultValue = "STOCK,OURS", description = "Default: ${DEFAULT-VALUE}")
    List<Engine> engines = List.of();

    private record Row(Layout layout, Engine engine, Polls polls, OpenLoop.Result result) {}

    @Override
    public Integer call() throws Exception {
        List<Row> rows = new ArrayList<>();
        for (Layout layout : layouts) {
            for (Engine engine : engines) {
                rows.addAll(measure(layout, engine));
            }
        }
        house.publish(report(rows));
        return rows.stream().allMatch(row -> row.result().failed() == 0) ? 0 : 1;
    }

    private List<Row> measure(Layout layout, Engine engine) throws Exception {
        System.out.printf("%s, %s: starting%n", layout, engine);
        List<Row> rows = new ArrayList<>();
        try (House running = House.start(layout, engine, house.jars(), house.folder(layout + "-" + engine))) {
            run(running, pollsOf(engine).getFirst(), warmUp);
            for (Polls polls : pollsOf(engine)) {
                Row row = new Row(layout, engine, polls, run(running, polls, seconds));
                System.out.println(line(row));
                rows.add(row);
            }
        }
        return rows;
    }

    /** A held poll is answered when our event store tells of an event; stock Axon's tells nobody. */
    private static List<Polls> pollsOf(Engine engine) {
        return engine == Engine.OURS ? List.of(Polls.HELD, Polls.REPEATED) : List.of(Polls.REPEATED);
    }

    private OpenLoop.Result run(House running, Polls polls, int duration) throws InterruptedException {
        try (OpenLoop load = new OpenLoop(running.commandUrl(), running.queryUrl(), polls)) {
            return load.run(rate, duration);
        }
    }

    private String report(List<Row> rows) {
        StringBuilder text = new StringBuilder("# Place → confirmed visible at %d orders/s%n%n".formatted(rate));
        text.append(Machine.description()).append(System.lineSeparator());
        text.append(
                ("Each: %d s of warm-up, %d s measured, empty database, fsync and synchronous_commit on. A held poll"
                                + " asks the service to wait for news (Prefer: wait); repeated ones come every 2 ms, or after a"
                                + " twentieth of the order's age.%n%n")
                        .formatted(warmUp, seconds));
        text.append(
                "| processes | engine | polls | orders | failed | 202 p50 | 202 p99 | confirmed p50 | p90 | p99 | max |%n"
                        .formatted());
        text.append("|---|---|---|---|---|---|---|---|---|---|---|%n".formatted());
        rows.forEach(row -> text.append(line(row)).append(System.lineSeparator()));
        for (Layout layout : layouts) {
            rows.stream()
                    .filter(row -> row.layout() == layout && row.engine() == Engine.STOCK)
                    .findFirst()
                    .ifPresent(stock -> rows.stream()
                            .filter(row -> row.layout() == layout && row.engine() == Engine.OURS)
                            .forEach(ours -> text.append(ratio(stock, ours))));
        }
        return text.toString();
    }

    private static String ratio(Row stock, Row ours) {
        Histogram slow = stock.result().confirmed();
        Histogram quick = ours.result().confirmed();
        return "%n%s, %s polls: stock takes %.0f times as long at p50, %.0f times at p99.%n"
                .formatted(
                        ours.layout(),
                        word(ours.polls()),
                        (double) slow.getValueAtPercentile(50) / quick.getValueAtPercentile(50),
                        (double) slow.getValueAtPercentile(99) / quick.getValueAtPercentile(99));
    }

    private static String line(Row row) {
        Histogram accepted = row.result().accepted();
        Histogram confirmed = row.result().confirmed();
        return "| %s | %s | %s | %d | %d | %s | %s | %s | %s | %s | %s |"
                .formatted(
                        row.layout() == Layout.ONE ? "one" : "three",
                        row.engine() == Engine.OURS ? "order-saga" : "stock Axon",
                        word(row.polls()),
                        confirmed.getTotalCount(),
                        row.result().failed(),
                        millis(accepted.getValueAtPercentile(50)),
                        millis(accepted.getValueAtPercentile(99)),
                        millis(confirmed.getValueAtPercentile(50)),
                        millis(confirmed.getValueAtPercentile(90)),
                        millis(confirmed.getValueAtPercentile(99)),
                        millis(confirmed.getMaxValue()));
    }

    private static String word(Polls polls) {
        return polls.name().toLowerCase(Locale.ROOT);
    }

    private static String millis(long micros) {
        return "%.1f ms".formatted(micros / 1000.0);
    }
}

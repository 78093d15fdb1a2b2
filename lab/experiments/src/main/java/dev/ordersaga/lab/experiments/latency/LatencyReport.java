package dev.ordersaga.lab.experiments.latency;

import dev.ordersaga.lab.experiments.latency.OpenLoop.Polls;
import dev.ordersaga.lab.system.Engine;
import dev.ordersaga.lab.system.Layout;
import dev.ordersaga.lab.system.Machine;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;

/** What was measured, a line each, and how many times as long stock Axon took: the median of the rounds. */
final class LatencyReport {

    private final List<Row> rows = new ArrayList<>();

    /** @param round from 1 on */
    record Row(Layout layout, Engine engine, Polls polls, int round, OpenLoop.Result result) {

        /** In microseconds. */
        long confirmed(double percentile) {
            return result.confirmed().getValueAtPercentile(percentile);
        }
    }

    /** Of one round: ours, and stock Axon's in the same layout. */
    private record Pair(Row stock, Row ours) {

        double ratio(double percentile) {
            return (double) stock.confirmed(percentile) / ours.confirmed(percentile);
        }
    }

    void add(Row row) {
        rows.add(row);
    }

    /** Orders that were refused or never seen confirmed. */
    long failed() {
        return rows.stream().mapToLong(row -> row.result().failed()).sum();
    }

    String text(int rate, int warmUp, int seconds) {
        StringBuilder text = new StringBuilder("# Place → confirmed visible at %d orders/s%n%n".formatted(rate));
        text.append(Machine.description()).append(System.lineSeparator());
        text.append(
                ("Each: %d s of warm-up, %d s measured, empty database, fsync and synchronous_commit on. A held poll"
                                + " asks the service to wait for news (Prefer: wait); repeated ones come every 2 ms, or after a"
                                + " twentieth of the order's age.%n%n")
                        .formatted(warmUp, seconds));
        text.append(
                "| processes | engine | round | polls | orders | failed | 202 p50 | 202 p99 | confirmed p50 | p90 | p99 | max |%n"
                        .formatted());
        text.append("|---|---|---|---|---|---|---|---|---|---|---|---|%n".formatted());
        rows.forEach(row -> text.append(line(row)).append(System.lineSeparator()));
        for (Layout layout : Layout.values()) {
            for (Polls polls : Polls.values()) {
                List<Pair> pairs = pairs(layout, polls);
                if (!pairs.isEmpty()) {
                    text.append(comparison(layout, polls, pairs));
                }
            }
        }
        return text.toString();
    }

    static String line(Row row) {
        Histogram accepted = row.result().accepted();
        Histogram confirmed = row.result().confirmed();
        return "| %s | %s | %d | %s | %d | %d | %s | %s | %s | %s | %s | %s |"
                .formatted(
                        row.layout() == Layout.ONE ? "one" : "three",
                        row.engine() == Engine.OURS ? "order-saga" : "stock Axon",
                        row.round(),
                        word(row.polls()),
                        confirmed.getTotalCount(),
                        row.result().failed(),
                        millis(accepted.getValueAtPercentile(50)),
                        millis(accepted.getValueAtPercentile(99)),
                        millis(row.confirmed(50)),
                        millis(row.confirmed(90)),
                        millis(row.confirmed(99)),
                        millis(confirmed.getMaxValue()));
    }

    private List<Pair> pairs(Layout layout, Polls polls) {
        return of(layout, Engine.OURS)
                .filter(ours -> ours.polls() == polls)
                .flatMap(ours -> of(layout, Engine.STOCK)
                        .filter(stock -> stock.round() == ours.round())
                        .map(stock -> new Pair(stock, ours)))
                .toList();
    }

    private Stream<Row> of(Layout layout, Engine engine) {
        return rows.stream().filter(row -> row.layout() == layout && row.engine() == engine);
    }

    private static String comparison(Layout layout, Polls polls, List<Pair> pairs) {
        return "%n%s, %s polls, median of %d: ours %s at p50, %s at p99; stock %s, %s; in the same round it takes %.0f times as long at p50, %.0f times at p99.%n"
                .formatted(
                        layout,
                        word(polls),
                        pairs.size(),
                        millis(median(pairs, pair -> pair.ours().confirmed(50))),
                        millis(median(pairs, pair -> pair.ours().confirmed(99))),
                        millis(median(pairs, pair -> pair.stock().confirmed(50))),
                        millis(median(pairs, pair -> pair.stock().confirmed(99))),
                        median(pairs, pair -> pair.ratio(50)),
                        median(pairs, pair -> pair.ratio(99)));
    }

    /** Of an even number the mean of the two in the middle. */
    private static double median(List<Pair> pairs, ToDoubleFunction<Pair> measured) {
        double[] sorted = pairs.stream().mapToDouble(measured).sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    private static String word(Polls polls) {
        return polls.name().toLowerCase(Locale.ROOT);
    }

    private static String millis(double micros) {
        return "%.1f ms".formatted(micros / 1000.0);
    }
}

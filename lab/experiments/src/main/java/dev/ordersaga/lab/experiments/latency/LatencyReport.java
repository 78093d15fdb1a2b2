package dev.ordersaga.lab.experiments.latency;

import dev.ordersaga.lab.experiments.LoadOptions;
import dev.ordersaga.lab.experiments.Report;
import dev.ordersaga.lab.experiments.load.OrderLoad;
import dev.ordersaga.lab.experiments.load.OrderLoad.Polling;
import dev.ordersaga.lab.system.Engine;
import dev.ordersaga.lab.system.Layout;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/** Report of the measurements, with the ratio to stock Axon as the median of the rounds. */
final class LatencyReport {

    private final List<Row> rows = new ArrayList<>();
    private final Report report;

    LatencyReport(LoadOptions load) {
        report = new Report("Place → confirmed visible at %d orders/s", load.rate())
                .paragraph(
                        "Each: %d s of warm-up, %d s measured, empty database, fsync and synchronous_commit on. A held poll is"
                                + " a long poll (Prefer: wait); repeated polls follow after 2 ms, or after 5 %% of the order's age.",
                        load.warmUp(), load.seconds())
                .table(
                        "processes",
                        "engine",
                        "round",
                        "polls",
                        "orders",
                        "failed",
                        "202 p50",
                        "202 p99",
                        "confirmed p50",
                        "p90",
                        "p99",
                        "max");
    }

    /** @param round from 1 */
    record Row(Layout layout, Engine engine, Polling polling, int round, OrderLoad.Result result) {

        /** In microseconds. */
        long confirmed(double percentile) {
            return result.confirmed().getValueAtPercentile(percentile);
        }
    }

    /** Results of one round in the same layout. */
    private record Pair(Row stock, Row ours) {

        double ratio(double percentile) {
            return (double) stock.confirmed(percentile) / ours.confirmed(percentile);
        }
    }

    void add(Row row) {
        rows.add(row);
        report.row(
                row.layout() == Layout.ONE ? "one" : "three",
                row.engine().label(),
                row.round(),
                name(row.polling()),
                row.result().confirmed().getTotalCount(),
                row.result().failed(),
                Report.millis(row.result().accepted().getValueAtPercentile(50)),
                Report.millis(row.result().accepted().getValueAtPercentile(99)),
                Report.millis(row.confirmed(50)),
                Report.millis(row.confirmed(90)),
                Report.millis(row.confirmed(99)),
                Report.millis(row.result().confirmed().getMaxValue()));
    }

    /** Adds the comparisons; holds if no order failed. */
    Report complete() {
        report.endTable();
        for (Layout layout : Layout.values()) {
            for (Polling polling : Polling.values()) {
                List<Pair> pairs = pairs(layout, polling);
                if (!pairs.isEmpty()) {
                    compare(layout, polling, pairs);
                }
            }
        }
        long failed = rows.stream().mapToLong(row -> row.result().failed()).sum();
        return report.verdict(failed == 0, "%d orders failed.", failed);
    }

    private List<Pair> pairs(Layout layout, Polling polling) {
        return rows(layout, Engine.OURS)
                .filter(ours -> ours.polling() == polling)
                .flatMap(ours -> rows(layout, Engine.STOCK)
                        .filter(stock -> stock.round() == ours.round())
                        .map(stock -> new Pair(stock, ours)))
                .toList();
    }

    private Stream<Row> rows(Layout layout, Engine engine) {
        return rows.stream().filter(row -> row.layout() == layout && row.engine() == engine);
    }

    private void compare(Layout layout, Polling polling, List<Pair> pairs) {
        report.paragraph(
                "%s, %s polls, median of %d: ours %s at p50, %s at p99; stock %s, %s; stock / ours in the same round: %.0f at"
                        + " p50, %.0f at p99.",
                layout,
                name(polling),
                pairs.size(),
                Report.millis(median(pairs, pair -> pair.ours().confirmed(50))),
                Report.millis(median(pairs, pair -> pair.ours().confirmed(99))),
                Report.millis(median(pairs, pair -> pair.stock().confirmed(50))),
                Report.millis(median(pairs, pair -> pair.stock().confirmed(99))),
                median(pairs, pair -> pair.ratio(50)),
                median(pairs, pair -> pair.ratio(99)));
    }

    private static double median(List<Pair> pairs, ToDoubleFunction<Pair> value) {
        return Report.median(pairs.stream().mapToDouble(value).toArray());
    }

    private static String name(Polling polling) {
        return polling.name().toLowerCase(Locale.ROOT);
    }
}

package dev.ordersaga.lab.experiments.throughput.result;

import dev.ordersaga.lab.experiments.Report;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The run as text. */
final class MarkdownReport {

    private final ThroughputResult result;
    private final Report report;

    MarkdownReport(ThroughputResult result) {
        this.result = result;
        this.report = new Report("Throughput: orders placed → confirmed");
    }

    Report report() {
        report.paragraph(
                "%nCommit %s, started %s. Medians of the measured rounds, ratios within this run:",
                result.commit(), result.startedAt());
        settings();
        closedLoop();
        ratios();
        rounds();
        for (ContenderResult contender : result.contenders()) {
            if (contender.openLoop() != null) {
                openLoop(contender, contender.openLoop());
            }
            statements(contender);
        }
        return report.verdict(
                result.holds(),
                "a request was answered neither by 202 nor by 503, or an accepted order was not settled.");
    }

    private void settings() {
        report.paragraph("## Settings").table("setting", "value");
        for (Map.Entry<String, String> setting : result.settings().entrySet()) {
            report.add(setting.getKey(), setting.getValue());
        }
        report.endTable();
    }

    private void closedLoop() {
        report.paragraph("## Closed loop")
                .table(
                        "contender",
                        "orders/s",
                        "of the fastest",
                        "CPU ms per order: JVM",
                        "PostgreSQL",
                        "commits",
                        "statements",
                        "WAL bytes",
                        "flushes",
                        "202 p50",
                        "p99",
                        "peak RSS MB");
        double fastest = result.contenders().stream()
                .mapToDouble(ContenderResult::ordersPerSecond)
                .max()
                .orElse(0);
        result.contenders().forEach(one -> closedLoop(one, fastest));
        report.endTable();
    }

    private void closedLoop(ContenderResult one, double fastest) {
        report.add(
                one.label(),
                number("%.0f", one.ordersPerSecond()),
                number("%.0f %%", 100 * one.ordersPerSecond() / fastest),
                number("%.2f", one.perOrder(Counters::serviceMillis)),
                number("%.2f", one.perOrder(Counters::databaseMillis)),
                number("%.2f", one.perOrder(Counters::commits)),
                number("%.2f", one.perOrder(Counters::statements)),
                number("%.0f", one.perOrder(Counters::walBytes)),
                number("%.2f", one.perOrder(Counters::walFlushes)),
                millis(one.median(round -> round.placing().p50())),
                millis(one.median(round -> round.placing().p99())),
                number("%.0f", one.median(Round::peakMegabytes)));
    }

    private void ratios() {
        List<ThroughputResult.Ratio> ratios = result.ratios();
        if (!ratios.isEmpty()) {
            report.table("throughput", "ratio");
            for (ThroughputResult.Ratio ratio : ratios) {
                report.add(ratio.what(), number("%.2f", ratio.value()));
            }
            report.endTable();
        }
        for (ContenderResult one : result.contenders()) {
            Optional<Double> ratio = result.cpuRatioToOutbox(one);
            if (one.contender().isOurs() && ratio.isPresent()) {
                report.paragraph(
                        "CPU time per order, %s / hand-written outbox: %s.", one.label(), number("%.2f", ratio.get()));
            }
        }
    }

    private void rounds() {
        report.paragraph("## Rounds")
                .table(
                        "contender",
                        "round",
                        "orders/s",
                        "s",
                        "202",
                        "503",
                        "failed",
                        "confirmed",
                        "rejected",
                        "unsettled");
        for (ContenderResult one : result.contenders()) {
            rows(one, "warm-up", one.warmUp());
            rows(one, "measured", one.rounds());
        }
        report.endTable();
    }

    private void rows(ContenderResult contender, String kind, List<Round> rounds) {
        for (int i = 0; i < rounds.size(); i++) {
            Round round = rounds.get(i);
            report.add(
                    contender.label(),
                    kind + " " + (i + 1),
                    number("%.0f", round.ordersPerSecond()),
                    number("%.1f", round.seconds()),
                    round.accepted(),
                    round.refused(),
                    round.failed(),
                    round.confirmed(),
                    round.rejected(),
                    round.unsettled());
        }
    }

    private void openLoop(ContenderResult contender, OpenLoopResult open) {
        report.paragraph("## Open loop: %s", contender.label())
                .paragraph("Knee: %s orders/s.", number("%.0f", open.knee()))
                .table(
                        "load",
                        "offered/s",
                        "goodput/s",
                        "backlog growth/s",
                        "sustained",
                        "202",
                        "503",
                        "failed",
                        "rejected",
                        "202 p50",
                        "p99",
                        "503 p50",
                        "p99",
                        "confirmed p50",
                        "p99",
                        "heap MB");
        for (Step step : loads(open)) {
            step(step);
        }
        report.endTable();
        if (open.overload() != null) {
            overload(open, open.overload());
        }
    }

    private void overload(OpenLoopResult open, Step overload) {
        report.paragraph(
                "Three times the knee: goodput %s of the knee; 503 within %s at p99 from the intended time, %s from sending;"
                        + " back to normal after %s.",
                number("%.0f %%", 100 * overload.goodput() / open.knee()),
                millis(overload.refusing(), overload.refusing().p99()),
                millis(
                        overload.refusedFromSending(),
                        overload.refusedFromSending().p99()),
                open.secondsUntilNormal() < 0 ? "more than the time measured" : open.secondsUntilNormal() + " s");
    }

    private void step(Step step) {
        report.add(
                step.name(),
                number("%.0f", step.rate()),
                number("%.0f", step.goodput()),
                number("%.1f", step.backlogGrowth()),
                step.isSustained() ? "yes" : "no",
                step.accepted(),
                step.refused(),
                step.failed(),
                step.rejected().isEmpty() ? 0 : step.rejected(),
                millis(step.accepting(), step.accepting().p50()),
                millis(step.accepting(), step.accepting().p99()),
                millis(step.refusing(), step.refusing().p50()),
                millis(step.refusing(), step.refusing().p99()),
                millis(step.confirming(), step.confirming().p50()),
                millis(step.confirming(), step.confirming().p99()),
                step.heapRange());
    }

    /** Steps, half of the knee, overload, recovery. */
    static List<Step> loads(OpenLoopResult open) {
        List<Step> loads = new ArrayList<>(open.steps());
        addIfPresent(open.half(), loads);
        addIfPresent(open.overload(), loads);
        addIfPresent(open.recovery(), loads);
        return loads;
    }

    private static void addIfPresent(@Nullable Step step, List<Step> loads) {
        if (step != null) {
            loads.add(step);
        }
    }

    private void statements(ContenderResult contender) {
        if (contender.rounds().isEmpty()) {
            return;
        }
        report.paragraph("## Statements per order: %s, last round", contender.label())
                .table("calls", "ms", "WAL bytes", "statement");
        for (StatementShare share : contender.rounds().getLast().statements()) {
            report.add(
                    number("%.3f", share.calls()),
                    number("%.3f", share.millis()),
                    number("%.0f", share.walBytes()),
                    "`" + share.statement().replace("|", "\\|").replace("`", "'") + "`");
        }
        report.endTable();
    }

    private static String number(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }

    /** Says if nothing was measured. */
    private static String millis(Latency latency, double value) {
        return latency.count() == 0 ? "none" : millis(value);
    }

    private static String millis(double value) {
        return number("%.1f ms", value);
    }
}

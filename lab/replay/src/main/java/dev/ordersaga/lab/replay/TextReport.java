package dev.ordersaga.lab.replay;

import dev.ordersaga.lab.replay.Verdicts.Verdict;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Currency;
import java.util.Locale;

/** Report as plain text, for terminals and diffs. */
final class TextReport {

    private final StringBuilder text = new StringBuilder();

    private TextReport() {}

    /** Expected totals alone. */
    static String of(ExpectedTotals expected) {
        TextReport report = new TextReport();
        report.addExpected(expected);
        return report.text.toString();
    }

    static String of(Report replay) {
        TextReport report = new TextReport();
        report.line("Replay of " + replay.input() + " to " + replay.service());
        report.addExpected(replay.expected());
        report.addActual(replay);
        report.addSpeed(replay);
        report.addVerdicts(replay);
        return report.text.toString();
    }

    private void addExpected(ExpectedTotals expected) {
        title("Input files");
        row("rows", expected.rows());
        row("invoices", expected.invoices());
        expected.unreadableRows().forEach((reason, rows) -> row("  unreadable rows: " + reason, rows));
        expected.notOrders().forEach((kind, count) -> row("  not an order: " + kind.label(), count));
        row("sent as orders", expected.sent());
        row("  to be accepted", expected.accepted());
        row("  their lines", expected.acceptedLines());
        row("  their total, exact", Format.amount(expected.exactTotal(), expected.currency()));
        row("  their total, each line rounded half-up", Format.amount(expected.total(), expected.currency()));
        row("  to be refused", expected.count(PlannedOrder.Status.REFUSED));
        expected.refusedBy().forEach((fault, count) -> row("    " + fault.label(), count));
        title("Cancellation invoices");
        expected.cancellations().forEach((kind, count) -> row(kind.label(), count));
        row("  of these cancel their order in this replay", expected.count(PlannedOrder.Status.CANCELLED));
    }

    private void addActual(Report replay) {
        OutcomeTotals actual = replay.actual();
        title("Outcomes");
        actual.results().forEach((result, count) -> row(Format.result(result), count));
        actual.rejectedBy().forEach((reason, count) -> row("  rejected: " + reason, count));
        actual.refusedBy().forEach((fault, count) -> row("  refused: " + fault, count));
        actual.money().forEach((code, money) -> {
            row("captured", Format.amount(money.captured(), Currency.getInstance(code)));
            row("refunded", Format.amount(money.refunded(), Currency.getInstance(code)));
        });
        row("placed before this run", actual.placedBefore());
        replay.retries().forEach((reason, count) -> row("retried after: " + reason, count));
    }

    private void addSpeed(Report replay) {
        title("Speed");
        row("started", replay.started().truncatedTo(ChronoUnit.SECONDS).toString());
        Duration duration = replay.duration();
        row(
                "duration",
                String.format(
                        Locale.ROOT,
                        "%d min %d.%03d s",
                        duration.toMinutes(),
                        duration.toSecondsPart(),
                        duration.toMillisPart()));
        row("orders per second", String.format(Locale.ROOT, "%,.1f", replay.ordersPerSecond()));
        replay.latencies().forEach(latency -> row(latency.what(), latency.text()));
    }

    private void addVerdicts(Report replay) {
        title("Verdicts: expected from the files, and actual");
        for (Verdict verdict : replay.verdicts()) {
            String values = verdict.holds() ? verdict.actual() : verdict.expected() + " expected, " + verdict.actual();
            line(String.format("  %-5s %-50s %s", verdict.holds() ? "holds" : "FAILS", verdict.what(), values));
        }
        line("");
        if (!replay.complete()) {
            line("Not every order has a final outcome, so totals are not compared; run the same command again.");
        }
        line(
                replay.failedVerdicts() == 0
                        ? "All " + replay.verdicts().size() + " verdicts hold."
                        : replay.failedVerdicts() + " of " + replay.verdicts().size() + " verdicts fail.");
    }

    private void title(String title) {
        line("");
        line(title);
    }

    private void row(String what, long number) {
        row(what, Format.number(number));
    }

    private void row(String what, String value) {
        line(String.format("  %-66s %s", what, value));
    }

    private void line(String line) {
        text.append(line).append('\n');
    }
}

package dev.ordersaga.lab.replay;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Currency;
import java.util.Locale;
import java.util.Map;

/** The report as plain text, for people and for diffs. */
final class TextReport {

    private final StringBuilder text = new StringBuilder();

    private TextReport() {}

    /** What the files hold and foretell. */
    static String of(ReplayReport.Files files) {
        TextReport report = new TextReport();
        report.files(files);
        return report.text.toString();
    }

    static String of(ReplayReport replay) {
        TextReport report = new TextReport();
        report.line("Replay of " + replay.input() + " to " + replay.service());
        report.files(replay.files());
        report.answers(replay);
        report.speed(replay);
        report.verdicts(replay);
        return report.text.toString();
    }

    private void files(ReplayReport.Files files) {
        ExpectedFromFiles expected = files.expected();
        Currency currency = expected.currency();
        title("The files");
        row("rows", files.rows());
        row("invoices", files.invoices());
        files.unreadableRows().forEach((why, rows) -> row("  unreadable rows: " + why, rows));
        expected.notOrders().forEach((kind, count) -> row("  not an order: " + kind.words(), count));
        row("sent as orders", expected.sent());
        row("  to be accepted", expected.accepted());
        row("  their lines", expected.acceptedLines());
        row("  their total, exact", Words.amount(expected.exactTotal(), currency));
        row("  their total, each line rounded half-up", Words.amount(expected.total(), currency));
        row("  to be refused", expected.ending(Ending.REFUSED));
        expected.refusedBy().forEach((fault, count) -> row("    " + fault.words(), count));
        title("Cancellation invoices");
        expected.cancellations().forEach((match, count) -> row(match.words(), count));
        row("  of these cancel their order in this replay", expected.ending(Ending.CANCELLED));
    }

    private void answers(ReplayReport replay) {
        Tally got = replay.got();
        title("What the service answered");
        got.ends().forEach((end, count) -> row(end.name().toLowerCase(Locale.ROOT), count));
        got.rejectedBy().forEach((reason, count) -> row("  rejected: " + reason, count));
        got.refusedBy().forEach((name, count) -> row("  refused: " + name, count));
        for (Map.Entry<String, Tally.Money> money : got.money().entrySet()) {
            Currency currency = Currency.getInstance(money.getKey());
            row("money in", Words.amount(money.getValue().captured(), currency));
            row("money out", Words.amount(money.getValue().refunded(), currency));
        }
        row("placed before this run", got.placedBefore());
        replay.setbacks().forEach((kind, count) -> row("tried again after: " + kind, count));
    }

    private void speed(ReplayReport replay) {
        title("Speed");
        row("started", replay.started().truncatedTo(ChronoUnit.SECONDS).toString());
        row("took", time(replay.took()));
        row("orders per second", String.format(Locale.ROOT, "%,.1f", replay.ordersPerSecond()));
        replay.latencies().forEach(latencies -> row(latencies.what(), latencies.words()));
    }

    private void verdicts(ReplayReport replay) {
        title("Foretold by the files, and answered");
        for (Verdict verdict : replay.verdicts()) {
            String both = verdict.holds() ? verdict.got() : verdict.expected() + " foretold, " + verdict.got();
            line(String.format("  %-5s %-50s %s", verdict.holds() ? "holds" : "FAILS", verdict.what(), both));
        }
        long failed =
                replay.verdicts().stream().filter(verdict -> !verdict.holds()).count();
        line("");
        if (!replay.complete()) {
            line("Not every order reached its end, so sums are not compared; --resume goes on.");
        }
        line(
                failed == 0
                        ? "All " + replay.verdicts().size() + " verdicts hold."
                        : failed + " of " + replay.verdicts().size() + " verdicts do not hold.");
    }

    private static String time(Duration took) {
        return String.format(
                Locale.ROOT, "%d min %d.%03d s", took.toMinutes(), took.toSecondsPart(), took.toMillisPart());
    }

    private void title(String words) {
        line("");
        line(words);
    }

    private void row(String what, long number) {
        row(what, Words.number(number));
    }

    private void row(String what, String value) {
        line(String.format("  %-66s %s", what, value));
    }

    private void line(String words) {
        text.append(words).append('\n');
    }
}

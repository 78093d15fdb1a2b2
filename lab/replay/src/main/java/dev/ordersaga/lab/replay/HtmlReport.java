package dev.ordersaga.lab.replay;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** The report as one page that needs nothing from anywhere: its style and its pictures are inside. */
final class HtmlReport {

    private HtmlReport() {}

    static String of(ReplayReport report) {
        return String.join(
                "",
                "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n",
                "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n",
                "<title>Replay of " + Html.escape(report.input()) + "</title>\n",
                "<style>\n" + style() + "</style>\n</head>\n<body>\n",
                head(report),
                section("Orders that reached an end, per second", Plots.throughput(report.throughput())),
                latencies(report.latencies()),
                section("What became of the orders", Plots.outcomes(outcomes(report.got()))),
                section("Foretold by the files, and answered", verdicts(report.verdicts())),
                section("In words", "<pre>" + Html.escape(TextReport.of(report)) + "</pre>\n"),
                "</body>\n</html>\n");
    }

    private static String head(ReplayReport report) {
        long failed = report.verdicts().stream().filter(one -> !one.holds()).count();
        String verdict = failed == 0 ? "all " + report.verdicts().size() + " verdicts hold" : failed + " verdicts fail";
        return "<h1>Replay of " + Html.escape(report.input()) + "</h1>\n<p>to " + Html.escape(report.service()) + ", "
                + report.started() + "</p>\n<div class=\"tiles\">\n"
                + tile(
                        report.holds() ? "good" : "bad",
                        verdict,
                        report.complete() ? "complete" : "stopped before its end")
                + tile("", String.format(Locale.ROOT, "%,.0f orders/s", report.ordersPerSecond()), "led to their end")
                + tile("", Words.number(report.got().placed()), "orders at the service")
                + report.got().money().entrySet().stream()
                        .map(HtmlReport::money)
                        .collect(Collectors.joining())
                + "</div>\n";
    }

    private static String money(Map.Entry<String, Tally.Money> money) {
        Currency currency = Currency.getInstance(money.getKey());
        return tile("", Words.amount(money.getValue().captured(), currency), "in")
                + tile("", Words.amount(money.getValue().refunded(), currency), "out");
    }

    private static String tile(String style, String big, String small) {
        return "<div class=\"tile " + style + "\"><b>" + Html.escape(big) + "</b><span>" + Html.escape(small)
                + "</span></div>\n";
    }

    private static String section(String title, String content) {
        return "<section>\n<h2>" + Html.escape(title) + "</h2>\n" + content + "</section>\n";
    }

    /** All on the same scale, so that they can be compared by looking from one to the next. */
    private static String latencies(List<Latencies> all) {
        List<Latencies> seen = all.stream().filter(one -> one.count() > 0).toList();
        int first = seen.stream()
                .mapToInt(one -> one.bars().getFirst().step())
                .min()
                .orElse(0);
        int last =
                seen.stream().mapToInt(one -> one.bars().getLast().step()).max().orElse(0);
        return seen.stream()
                .map(one -> section(one.what() + ": " + one.words(), Plots.histogram(one, first, last)))
                .collect(Collectors.joining());
    }

    private static Map<String, Integer> outcomes(Tally got) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        got.ends().forEach((end, count) -> counts.put(end.name().toLowerCase(Locale.ROOT), count));
        got.rejectedBy().forEach((reason, count) -> counts.put("rejected: " + reason, count));
        got.refusedBy().forEach((name, count) -> counts.put("refused: " + name.strip(), count));
        return counts;
    }

    private static String verdicts(List<Verdict> verdicts) {
        String rows = verdicts.stream()
                .map(verdict -> "<tr class=\"" + (verdict.holds() ? "good" : "bad") + "\"><td>"
                        + (verdict.holds() ? "holds" : "fails") + "</td><td>" + Html.escape(verdict.what())
                        + "</td><td>"
                        + Html.escape(verdict.expected()) + "</td><td>" + Html.escape(verdict.got()) + "</td></tr>\n")
                .collect(Collectors.joining());
        return "<table>\n<tr><th></th><th></th><th>foretold</th><th>answered</th></tr>\n" + rows + "</table>\n";
    }

    private static String style() {
        try (InputStream css = HtmlReport.class.getResourceAsStream("report.css")) {
            return new String(Objects.requireNonNull(css).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

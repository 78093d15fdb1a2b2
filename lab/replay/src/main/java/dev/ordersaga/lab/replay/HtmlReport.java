package dev.ordersaga.lab.replay;

import dev.ordersaga.lab.replay.Report.Latency;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Report as one HTML page with plots; it loads nothing and has no script. */
final class HtmlReport {

    private static final int LABELLED_SLICES = 4;

    private static final String PAGE = """
            <!DOCTYPE html>
            <html lang="en">
            <meta charset="utf-8">
            <title>Replay of %1$s</title>
            <style>
            :root { color-scheme: light dark; }
            body { margin: 2rem auto; max-width: 60rem; font: 15px/1.5 system-ui, sans-serif; }
            h1 { font-size: 1.5rem; }
            h2 { font-size: 1rem; }
            svg text { font-size: 12px; fill: currentColor; }
            svg .end { text-anchor: end; }
            svg line { stroke: #8888; }
            svg rect { fill: #2f6fde; }
            </style>
            <h1>Replay of %1$s: %2$s</h1>
            %3$s<pre>
            %4$s</pre>
            </html>
            """;

    private HtmlReport() {}

    static String of(Report report) {
        String result = report.holds() ? "all verdicts hold" : "verdicts fail or the replay is incomplete";
        String plots = plot("Orders with a final outcome, per second", throughput(report.throughput()))
                + report.latencies().stream()
                        .filter(latency -> latency.count() > 0)
                        .map(latency -> plot(latency.what() + ": " + latency.text(), histogram(latency)))
                        .collect(Collectors.joining())
                + plot("Outcomes", outcomes(report.actual()));
        return PAGE.formatted(escape(report.input()), result, plots, escape(TextReport.of(report)));
    }

    private static List<Bar> throughput(Report.Throughput throughput) {
        int slices = throughput.orders().size();
        return IntStream.range(0, slices)
                .mapToObj(slice -> {
                    double rate = throughput.orders().get(slice)
                            / (double) throughput.slice().toSeconds();
                    Duration at = throughput.slice().multipliedBy(slice);
                    String time = xml("%d:%02d", at.toMinutes(), at.toSecondsPart());
                    boolean labelled = slice % Math.ceilDiv(slices, LABELLED_SLICES) == 0;
                    return new Bar(labelled ? time : "", rate, xml("%s: %.0f orders/s", time, rate));
                })
                .toList();
    }

    /** Logarithmic time scale, the same for all latencies, with labels at the decades. */
    private static List<Bar> histogram(Latency latency) {
        return IntStream.range(0, latency.buckets().size())
                .mapToObj(index -> {
                    Latency.Bucket bucket = latency.buckets().get(index);
                    String to = Format.micros(bucket.to());
                    boolean labelled = index % Latency.BUCKETS_PER_DECADE == 0;
                    return new Bar(labelled ? to : "", bucket.count(), xml("%,d up to %s", bucket.count(), to));
                })
                .toList();
    }

    private static List<Bar> outcomes(OutcomeTotals actual) {
        return actual.results().entrySet().stream()
                .map(entry -> new Bar(Format.result(entry.getKey()), entry.getValue(), Format.number(entry.getValue())))
                .toList();
    }

    /** Bar of a plot; the hint is its tooltip. */
    private record Bar(String label, double value, String hint) {}

    /** Bar chart as inline SVG. */
    private static String plot(String title, List<Bar> bars) {
        int left = 56;
        int right = 850;
        int bottom = 150;
        double height = 136;
        double top = roundUp(bars.stream().mapToDouble(Bar::value).max().orElse(0));
        StringBuilder svg = new StringBuilder(
                xml("<h2>%1$s</h2>\n<svg viewBox=\"0 0 860 190\" role=\"img\" aria-label=\"%1$s\">\n", escape(title)));
        for (double part = 0; part <= 1; part += 0.25) {
            double y = bottom - height * part;
            svg.append(xml("<line x1=\"%d\" y1=\"%.1f\" x2=\"%d\" y2=\"%.1f\"/>", left, y, right, y));
            svg.append(xml("<text class=\"end\" x=\"%d\" y=\"%.1f\">%,.1f</text>\n", left - 6, y + 4, top * part));
        }
        double step = (double) (right - left) / bars.size();
        double x = left;
        for (Bar bar : bars) {
            double size = height * bar.value() / top;
            svg.append(xml("<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" ", x, bottom - size, Math.max(1, step - 1)));
            svg.append(xml("height=\"%.1f\"><title>%s</title></rect>", size, escape(bar.hint())));
            svg.append(xml("<text x=\"%.1f\" y=\"%d\">%s</text>\n", x, bottom + 20, escape(bar.label())));
            x += step;
        }
        return svg.append("</svg>\n").toString();
    }

    /** Next 1, 2, 4 or 8 times a power of ten, so that the axis has round numbers. */
    private static double roundUp(double value) {
        double power = Math.pow(10, Math.floor(Math.log10(Math.max(1, value))));
        return IntStream.of(1, 2, 4, 8, 10)
                .mapToDouble(factor -> factor * power)
                .filter(round -> value <= round)
                .findFirst()
                .orElseThrow();
    }

    private static String xml(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}

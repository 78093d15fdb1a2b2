package dev.ordersaga.lab.replay;

import dev.ordersaga.lab.replay.Svg.Box;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The pictures of the report, drawn as SVG without any script. */
final class Plots {

    private static final int WIDTH = 860;
    private static final int LEFT = 56;
    private static final int RIGHT = WIDTH - 12;
    private static final int TOP = 14;

    private Plots() {}

    /** Orders that reached an end per second, over the time of the run. */
    static String throughput(ReplayReport.Throughput throughput) {
        List<Integer> ended = throughput.ended();
        double seconds = throughput.slice().toMillis() / 1000.0;
        double highest = ended.stream().mapToInt(Integer::intValue).max().orElse(0) / seconds;
        Frame frame = new Frame(new Svg(WIDTH, 230, "Orders per second over time"), 190, highest);
        double step = (double) (RIGHT - LEFT) / ended.size();
        for (int slice = 0; slice < ended.size(); slice++) {
            double rate = ended.get(slice) / seconds;
            String from = clock(throughput.slice().multipliedBy(slice));
            frame.bar(
                    "bar",
                    LEFT + slice * step,
                    step,
                    rate,
                    String.format(Locale.ROOT, "%s: %.0f orders/s", from, rate));
        }
        for (int tick = 0; tick <= 4; tick++) {
            Duration at = throughput.slice().multipliedBy((long) ended.size() * tick / 4);
            frame.below(LEFT + tick / 4.0 * (RIGHT - LEFT), clock(at));
        }
        return frame.drawing();
    }

    /** How many orders took how long, on a scale where each decade is equally wide; marks at the percentiles. */
    static String histogram(Latencies latencies, int firstStep, int lastStep) {
        double highest = latencies.bars().stream()
                .mapToDouble(Latencies.Bar::count)
                .max()
                .orElse(0);
        Frame frame = new Frame(new Svg(WIDTH, 190, "Histogram: " + latencies.what()), 150, highest);
        double step = (double) (RIGHT - LEFT) / (lastStep - firstStep + 1);
        for (Latencies.Bar bar : latencies.bars()) {
            String hint = Words.number(bar.count()) + " from " + Words.time(Math.round(bar.from()));
            frame.bar("bar", LEFT + (bar.step() - firstStep) * step, step, (double) bar.count(), hint);
        }
        for (int at = Math.ceilDiv(firstStep, Latencies.STEPS); at * Latencies.STEPS <= lastStep + 1; at++) {
            double x = LEFT + (at * Latencies.STEPS - firstStep) * step;
            frame.below(x, Words.time(Math.round(Math.pow(10, at))));
        }
        Map<String, Long> marks = Map.of("p50", latencies.p50(), "p99", latencies.p99());
        marks.forEach((name, micros) ->
                frame.mark(LEFT + (Math.log10(Math.max(1.0, micros)) * Latencies.STEPS - firstStep) * step, name));
        return frame.drawing();
    }

    /** What became of the orders, one bar each. */
    static String outcomes(Map<String, Integer> counts) {
        int row = 26;
        int names = 250;
        Svg svg = new Svg(WIDTH, TOP + counts.size() * row, "What became of the orders");
        int highest = counts.values().stream().mapToInt(Integer::intValue).max().orElse(1);
        double y = TOP;
        for (Map.Entry<String, Integer> count : counts.entrySet()) {
            double length = (double) count.getValue() / highest * (RIGHT - names - 80);
            svg.text("name", names - 8, y + 13, count.getKey());
            svg.bar("bar", new Box(names, y, Math.max(1, length), row - 8), Words.number(count.getValue()));
            svg.text("value", names + length + 8, y + 13, Words.number(count.getValue()));
            y += row;
        }
        return svg.toString();
    }

    private static String clock(Duration at) {
        return String.format(Locale.ROOT, "%d:%02d", at.toMinutes(), at.toSecondsPart());
    }

    /** A drawing with a horizontal axis at the bottom and round numbers on the left. */
    private static final class Frame {

        private final Svg svg;
        private final double bottom;
        private final double top;
        private int marks;

        Frame(Svg svg, double bottom, double highest) {
            this.svg = svg;
            this.bottom = bottom;
            this.top = round(highest);
            for (int tick = 0; tick <= 4; tick++) {
                double y = bottom - (bottom - TOP) * tick / 4;
                svg.line("grid", LEFT, y, RIGHT, y);
                svg.text("value end", LEFT - 6, y + 4, number(top * tick / 4));
            }
        }

        void bar(String style, double x, double width, double value, String hint) {
            double height = (bottom - TOP) * value / top;
            double gap = width > 4 ? 1 : 0;
            svg.bar(style, new Box(x, bottom - height, width - gap, height), hint);
        }

        void below(double x, String words) {
            svg.line("grid", x, bottom, x, bottom + 5);
            svg.text("middle", x, bottom + 20, words);
        }

        void mark(double x, String words) {
            svg.line("mark", x, TOP, x, bottom);
            svg.text("marked", x + 4, TOP + (marks++ % 2 == 0 ? 10 : 26), words);
        }

        String drawing() {
            return svg.toString();
        }

        /** The next number that is 1, 2, 4 or 8 times a power of ten: a quarter of it reads well, too. */
        private static double round(double highest) {
            double power = Math.pow(10, Math.floor(Math.log10(Math.max(1, highest))));
            for (int times : new int[] {1, 2, 4, 8}) {
                if (highest <= times * power) {
                    return times * power;
                }
            }
            return 10 * power;
        }

        private static String number(double value) {
            return value == Math.rint(value)
                    ? Words.number(Math.round(value))
                    : String.format(Locale.ROOT, "%.1f", value);
        }
    }
}

package dev.ordersaga.lab.replay;

import java.util.Locale;

/** A drawing being written: shapes in user units, styled by the page's style sheet. */
final class Svg {

    private final StringBuilder shapes = new StringBuilder();
    private final int width;
    private final int height;
    private final String description;

    /** @param description what a reader who cannot see it should know */
    Svg(int width, int height, String description) {
        this.width = width;
        this.height = height;
        this.description = description;
    }

    /** @param hint shows when the pointer rests on it */
    Svg bar(String style, Box box, String hint) {
        return add("<rect class=\"" + style + "\"" + box + "><title>" + Html.escape(hint) + "</title></rect>");
    }

    Svg line(String style, double x1, double y1, double x2, double y2) {
        return add("<line class=\"" + style + "\"" + at("x1", x1) + at("y1", y1) + at("x2", x2) + at("y2", y2) + "/>");
    }

    Svg text(String style, double x, double y, String words) {
        return add("<text class=\"" + style + "\"" + at("x", x) + at("y", y) + ">" + Html.escape(words) + "</text>");
    }

    private Svg add(String shape) {
        shapes.append(shape).append('\n');
        return this;
    }

    private static String at(String attribute, double value) {
        return String.format(Locale.ROOT, " %s=\"%.1f\"", attribute, value);
    }

    @Override
    public String toString() {
        return "<svg viewBox=\"0 0 " + width + ' ' + height + "\" role=\"img\" aria-label=\"" + Html.escape(description)
                + "\">\n" + shapes + "</svg>\n";
    }

    /** Where a shape lies: its upper left corner and its size. */
    record Box(double x, double y, double width, double height) {

        @Override
        public String toString() {
            return at("x", x) + at("y", y) + at("width", width) + at("height", height);
        }
    }
}

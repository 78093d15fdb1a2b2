package dev.ordersaga.lab.experiments;

import dev.ordersaga.lab.system.Machine;
import java.util.Arrays;

/** Markdown report of an experiment. */
public final class Report {

    private final StringBuilder text = new StringBuilder();
    private boolean holds = true;

    /** Starts with a title and the description of the machine. */
    public Report(String title, Object... arguments) {
        paragraph("# " + title, arguments);
        text.append(Machine.description()).append(System.lineSeparator());
    }

    /** Adds a formatted paragraph. */
    public Report paragraph(String format, Object... arguments) {
        text.append(format.formatted(arguments)).append("%n%n".formatted());
        return this;
    }

    /** Starts a table. */
    public Report table(String... headers) {
        text.append("| " + String.join(" | ", headers) + " |%n".formatted());
        text.append("|" + "---|".repeat(headers.length) + "%n".formatted());
        return this;
    }

    /** Adds a row to the table, and prints it as progress. */
    public Report row(Object... cells) {
        String row = line(cells);
        System.out.println(row);
        text.append(row).append(System.lineSeparator());
        return this;
    }

    /** Adds a row to the table, of results that were complete before. */
    public Report add(Object... cells) {
        text.append(line(cells)).append(System.lineSeparator());
        return this;
    }

    private static String line(Object... cells) {
        StringBuilder row = new StringBuilder("|");
        for (Object cell : cells) {
            row.append(' ').append(cell).append(" |");
        }
        return row.toString();
    }

    /** Ends a table. */
    public Report endTable() {
        text.append(System.lineSeparator());
        return this;
    }

    /**
     * Adds the verdict.
     *
     * @param failure what does not hold, if the condition is false
     */
    public Report verdict(boolean condition, String failure, Object... arguments) {
        holds = condition;
        return paragraph(condition ? "All conditions hold." : "A condition does not hold: " + failure, arguments);
    }

    /** False after a negative verdict. */
    boolean holds() {
        return holds;
    }

    /** The Markdown so far. */
    public String text() {
        return text.toString().stripTrailing() + System.lineSeparator();
    }

    /** Of an even number of values the mean of the two in the middle. */
    public static double median(double... values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
    }

    /** For example {@code 12.3 ms}. */
    public static String millis(double micros) {
        return "%.1f ms".formatted(micros / 1000.0);
    }
}

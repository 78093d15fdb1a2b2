package dev.ordersaga.systemtests.model;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** The steps of a schedule, line by line; recorded only when the schedule is reported. */
final class EventTrace {

    private final List<String> lines = new ArrayList<>();
    private boolean isRecorded;

    void begin(boolean record) {
        lines.clear();
        isRecorded = record;
    }

    void line(Supplier<String> line) {
        if (isRecorded) {
            lines.add(line.get());
        }
    }

    /** Adds the result of the last line. */
    void result(Supplier<String> end) {
        if (isRecorded) {
            lines.add("      " + end.get());
        }
    }

    /** With short ids. */
    String text() {
        return String.join("\n", lines).replaceAll("01930000-0000-7000-8000-0*(\\d+)", "order-$1");
    }
}

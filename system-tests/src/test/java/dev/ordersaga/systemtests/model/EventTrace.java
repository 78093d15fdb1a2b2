package dev.ordersaga.systemtests.model;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** What happens in a schedule, line by line; told only when somebody wants to read it. */
final class EventTrace {

    private final List<String> lines = new ArrayList<>();
    private boolean isTold;

    void begin(boolean toBeTold) {
        lines.clear();
        isTold = toBeTold;
    }

    void line(Supplier<String> line) {
        if (isTold) {
            lines.add(line.get());
        }
    }

    /** Adds to the last line what came of it. */
    void cameOf(Supplier<String> end) {
        if (isTold) {
            lines.add("      " + end.get());
        }
    }

    /** Ids in words, and nothing that can be derived. */
    String text() {
        return String.join("\n", lines)
                .replaceAll("paymentId=[0-9a-f-]{36}, ", "")
                .replaceAll("01930000-0000-7000-8000-0*(\\d+)", "order-$1");
    }
}

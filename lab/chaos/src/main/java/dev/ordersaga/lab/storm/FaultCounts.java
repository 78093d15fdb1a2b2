package dev.ordersaga.lab.storm;

import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Counts of injected and survived faults. Survived: no process ended that was ready before and not killed. */
final class FaultCounts {

    private final Map<String, Integer> injected = new TreeMap<>();
    private final Map<String, Integer> survived = new TreeMap<>();
    private final Set<FaultKind> skipped = EnumSet.noneOf(FaultKind.class);

    void injected(String kind, boolean isSurvived) {
        injected.merge(kind, 1, Integer::sum);
        survived.merge(kind, isSurvived ? 1 : 0, Integer::sum);
    }

    /** Not possible on this machine. */
    void skipped(FaultKind kind) {
        skipped.add(kind);
    }

    boolean isAllSurvived() {
        return injected.equals(survived);
    }

    /** One line per kind, and a prominent one per skipped kind. */
    String report() {
        StringBuilder text = new StringBuilder("%-36s %8s %8s%n".formatted("fault", "injected", "survived"));
        injected.forEach((kind, count) -> text.append("%-36s %8d %8d%n".formatted(kind, count, survived.get(kind))));
        skipped.forEach(kind -> text.append("SKIPPED, NOT TESTED: %s (%s)%n".formatted(kind, needs(kind))));
        return text.toString();
    }

    private static String needs(FaultKind kind) {
        return kind == FaultKind.FULL_DISK ? "needs root, to mount a small disk" : "not possible on this machine";
    }
}

package dev.ordersaga.lab.oracle;

import java.util.List;
import java.util.function.Function;

/** Checks all promises on a stored run; shares no code with the system. */
public final class Oracle {

    private static final List<Function<IndexedRun, List<Violation>>> CHECKS = List.of(
            ClientChecks::acceptedOrdersAreStored,
            ClientChecks::oneOrderPerKey,
            StateChecks::everyOrderIsSettled,
            MoneyChecks::oneEffectPerKey,
            MoneyChecks::amountsAgree,
            ClientChecks::readsAreMonotonic,
            StateChecks::viewsEqualTheEvents,
            StateChecks::streamsHaveNoGaps,
            StateChecks::noLeftovers,
            MoneyChecks::chargesAreRecorded,
            MoneyChecks::whoPaidInTimeIsNotRejected,
            CaseChecks::whatWantsAPersonIsACase,
            DeadlineChecks::whoIsRejectedForTimeWasAskedAbout);

    private Oracle() {}

    /** All violations, by promise; empty if all promises hold. */
    public static List<Violation> judge(StoredRun run) {
        IndexedRun indexed = new IndexedRun(run);
        return CHECKS.stream().flatMap(check -> check.apply(indexed).stream()).toList();
    }
}

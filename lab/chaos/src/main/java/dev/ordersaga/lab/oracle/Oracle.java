package dev.ordersaga.lab.oracle;

import java.util.List;
import java.util.function.Function;

/** All checks. It sees a run as it is stored, and nothing of the system's code. */
public final class Oracle {

    private static final List<Function<IndexedRun, List<Violation>>> CHECKS = List.of(
            ClientChecks::acceptedOrdersAreStored,
            ClientChecks::oneOrderPerKey,
            StateChecks::everyOrderIsSettled,
            MoneyChecks::oneEffectPerKey,
            MoneyChecks::moneyIsWhereTheOrderSays,
            ClientChecks::nobodySawTheViewGoBack,
            StateChecks::viewsFollowTheEvents,
            StateChecks::streamsAreUnbroken,
            StateChecks::nothingIsLeftBehind,
            MoneyChecks::chargesAreKnown);

    private Oracle() {}

    /** Every breach, promise by promise; empty if all hold. */
    public static List<Violation> judge(StoredRun run) {
        IndexedRun evidence = new IndexedRun(run);
        return CHECKS.stream().flatMap(check -> check.apply(evidence).stream()).toList();
    }
}

package dev.ordersaga.lab.experiments.poison;

import dev.ordersaga.lab.experiments.Experiment;
import dev.ordersaga.lab.experiments.LoadOptions;
import dev.ordersaga.lab.experiments.Report;
import dev.ordersaga.lab.experiments.load.OrderLoad;
import dev.ordersaga.lab.experiments.load.OrderLoad.Ids;
import dev.ordersaga.lab.experiments.load.OrderLoad.Polling;
import dev.ordersaga.lab.oracle.LedgerReconciliation;
import dev.ordersaga.lab.system.Layout;
import dev.ordersaga.lab.system.SystemUnderTest;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.HdrHistogram.Histogram;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Poison messages: orders that view or process cannot handle, their effect on all other orders, and their repair. */
@Command(
        name = "poison",
        description =
                "Latency of all other orders while some cannot be handled; then repair, retry and reconciliation.",
        mixinStandardHelpOptions = true)
public final class PoisonApplication extends Experiment {

    private static final double MAX_RATIO = 1.3;
    private static final String HEALTHY = "600d";

    @Mixin
    LoadOptions load = new LoadOptions(20, 60, 40);

    @Option(
            names = "--rounds",
            defaultValue = "3",
            description = "Each without failing orders, then with them, then repaired. Default: ${DEFAULT-VALUE}")
    int rounds;

    @Option(
            names = "--one-in",
            defaultValue = "100",
            description = "One failing order in this many. Default: ${DEFAULT-VALUE}")
    int oneIn;

    @Option(
            names = "--patience",
            defaultValue = "60",
            description = "Maximum seconds until all orders are confirmed. Default: ${DEFAULT-VALUE}")
    int patience;

    @Option(
            names = "--layout",
            defaultValue = "ONE",
            description = "${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}")
    Layout layout = Layout.ONE;

    private final Ids healthy = new Ids(number -> idEndingWith(HEALTHY), id -> true);
    private final Ids mixed = new Ids(this::someFailing, id -> id.toString().endsWith(HEALTHY));
    private final List<String> failing = Collections.synchronizedList(new ArrayList<>());

    /**
     * Latencies of the healthy orders.
     *
     * @param without no order fails
     * @param with some orders fail
     */
    private record Round(OrderLoad.Result without, OrderLoad.Result with) {}

    /** The state after the last repair. */
    private record FinalState(int failing, DeadLetterRepair.DeadLetters before, long confirmed, long left, long wrong) {

        boolean isClean() {
            return before.all() == failing && confirmed == failing && left + wrong == 0;
        }
    }

    @Override
    protected Report measure() throws Exception {
        try (SystemUnderTest system = system("poison")
                        .layout(layout)
                        .simulator()
                        .settings("--order-command.payment.deadline=30m")
                        .start();
                FailingTriggers triggers = new FailingTriggers(system.databasePort());
                DeadLetterRepair repair = new DeadLetterRepair(system, triggers);
                OrderLoad orders = new OrderLoad(system, Polling.REPEATED)) {
            orders.run(load.rate(), load.warmUp() / 2, healthy);
            triggers.create();
            orders.run(load.rate(), load.warmUp() - load.warmUp() / 2, mixed);
            DeadLetterRepair.DeadLetters before = repair.repair(failing, patience);
            List<Round> done = new ArrayList<>();
            for (int i = 0; i < rounds; i++) {
                OrderLoad.Result without = orders.run(load.rate(), load.seconds(), healthy);
                triggers.create();
                done.add(new Round(without, orders.run(load.rate(), load.seconds(), mixed)));
                before = before.plus(repair.repair(failing, patience));
            }
            Report report = report(done);
            FinalState state = finalState(system, triggers, repair, before);
            return addVerdict(report, done, state, triggers);
        }
    }

    private FinalState finalState(
            SystemUnderTest system,
            FailingTriggers triggers,
            DeadLetterRepair repair,
            DeadLetterRepair.DeadLetters before)
            throws IOException, InterruptedException, SQLException {
        int differences = LedgerReconciliation.violations(system.simulator().ledger(), system.databasePort())
                .size();
        return new FinalState(
                failing.size(),
                before,
                repair.confirmed(failing),
                triggers.deadLetters(),
                triggers.duplicatesAndGaps() + triggers.staleRows() + differences);
    }

    /** Half of the failing ones fail in the view, the others at the request for their payment. */
    private UUID someFailing(int number) {
        if (number % oneIn != oneIn / 2) {
            return idEndingWith(HEALTHY);
        }
        UUID id =
                idEndingWith(number / oneIn % 2 == 0 ? FailingTriggers.FAILING_VIEW : FailingTriggers.FAILING_REQUEST);
        failing.add("/orders/" + id);
        return id;
    }

    private static UUID idEndingWith(String digits) {
        return UUID.fromString(UUID.randomUUID().toString().replaceFirst(".{4}$", digits));
    }

    private Report report(List<Round> done) {
        Report report = new Report("One order in %d cannot be handled", oneIn)
                .paragraph(
                        "%d orders/s, %d s of warm-up, then %d rounds of %d s each without and with, %s. Database triggers fail"
                                + " the status view's row, or the request for payment, of some orders; latencies are those of all others, from the"
                                + " intended time of placing until a poll shows them confirmed.",
                        load.rate(), load.warmUp(), rounds, load.seconds(), layout.label())
                .table("", "orders", "failed", "p50", "p99", "p99.9");
        for (Round round : done) {
            addRow(report, "without", round.without());
            addRow(report, "with failing orders", round.with());
        }
        return report.endTable();
    }

    private static void addRow(Report report, String part, OrderLoad.Result result) {
        Histogram times = result.confirmed();
        report.row(
                part,
                times.getTotalCount(),
                result.failed(),
                Report.millis(times.getValueAtPercentile(50)),
                Report.millis(times.getValueAtPercentile(99)),
                Report.millis(times.getValueAtPercentile(99.9)));
    }

    private static Report addVerdict(Report report, List<Round> done, FinalState state, FailingTriggers triggers)
            throws SQLException {
        long failed = done.stream()
                .mapToLong(round -> round.without().failed() + round.with().failed())
                .sum();
        return report.paragraph(
                        "With failing orders / without, medians of the rounds: %.2f at p50, %.2f at p99.",
                        ratio(done, 50), ratio(done, 99))
                .paragraph(
                        "Failing orders: %d. Dead letters: %d, %d of them exhausted. After repair and retry by the operators'"
                                + " interface: %d confirmed, %d dead letters left; duplicates and gaps in streams: %d; rows of the view"
                                + " that are not the fold: %d; all differences, those from the provider's ledger included: %d.",
                        state.failing(),
                        state.before().all(),
                        state.before().exhausted(),
                        state.confirmed(),
                        state.left(),
                        triggers.duplicatesAndGaps(),
                        triggers.staleRows(),
                        state.wrong())
                .verdict(
                        failed == 0 && ratio(done, 99) <= MAX_RATIO && state.isClean(),
                        "p99 above %.1f, or see above.",
                        MAX_RATIO);
    }

    /** By medians of the rounds: one pause of the machine affects one of them only. */
    private static double ratio(List<Round> done, double percentile) {
        return median(done, Round::with, percentile) / median(done, Round::without, percentile);
    }

    private static double median(List<Round> done, Function<Round, OrderLoad.Result> part, double percentile) {
        return Report.median(done.stream()
                .mapToDouble(round -> part.apply(round).confirmed().getValueAtPercentile(percentile))
                .toArray());
    }
}

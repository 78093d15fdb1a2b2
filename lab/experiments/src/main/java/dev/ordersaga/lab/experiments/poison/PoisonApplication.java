package dev.ordersaga.lab.experiments.poison;

import dev.ordersaga.lab.experiments.latency.OpenLoop;
import dev.ordersaga.lab.oracle.Reconciliation;
import dev.ordersaga.lab.system.Engine;
import dev.ordersaga.lab.system.Layout;
import dev.ordersaga.lab.system.Machine;
import dev.ordersaga.lab.system.SimulatorProcess;
import dev.ordersaga.lab.system.SystemOptions;
import dev.ordersaga.lab.system.SystemUnderTest;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.HdrHistogram.Histogram;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Orders that neither the view nor the saga can handle, among others: what becomes of the others, and of them. */
@Command(
        name = "poison",
        description =
                "Latency of all other orders while some cannot be handled; then repair, retry and a look at the books.",
        mixinStandardHelpOptions = true)
public final class PoisonApplication implements Callable<Integer> {

    private static final double MOST = 1.3;
    private static final String GOOD = "600d";

    @Mixin
    SystemOptions house = new SystemOptions();

    @Option(names = "--rate", defaultValue = "20", description = "Orders a second. Default: ${DEFAULT-VALUE}")
    int rate;

    @Option(
            names = "--warm-up",
            defaultValue = "60",
            description = "Seconds before, the second half with poison. Default: ${DEFAULT-VALUE}")
    int warmUp;

    @Option(names = "--seconds", defaultValue = "40", description = "Of each part. Default: ${DEFAULT-VALUE}")
    int seconds;

    @Option(
            names = "--rounds",
            defaultValue = "3",
            description = "Each without poison, then with it, then repaired. Default: ${DEFAULT-VALUE}")
    int rounds;

    @Option(names = "--one-in", defaultValue = "100", description = "Poisoned orders. Default: one in ${DEFAULT-VALUE}")
    int oneIn;

    @Option(names = "--patience", defaultValue = "60", description = "Seconds to settle. Default: ${DEFAULT-VALUE}")
    int patience;

    @Option(names = "--layout", defaultValue = "ONE", description = "ONE or THREE. Default: ${DEFAULT-VALUE}")
    Layout layout = Layout.ONE;

    private final List<UUID> poisoned = Collections.synchronizedList(new ArrayList<>());

    /**
     * @param without no order is poisoned
     * @param with the orders that are not poisoned, while others are
     */
    private record Round(OpenLoop.Result without, OpenLoop.Result with) {}

    private record Outcome(List<Round> rounds, Aftermath aftermath) {

        /** Medians of the rounds: one pause of the machine lies in one of them only. */
        double ratio(double percentile) {
            return median(Round::with, percentile) / median(Round::without, percentile);
        }

        private double median(Function<Round, OpenLoop.Result> part, double percentile) {
            double[] sorted = rounds.stream()
                    .mapToDouble(round -> part.apply(round).confirmed().getValueAtPercentile(percentile))
                    .sorted()
                    .toArray();
            return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
        }

        boolean holds() {
            long failed = rounds.stream()
                    .mapToLong(round -> round.without().failed() + round.with().failed())
                    .sum();
            return failed == 0 && ratio(99) <= MOST && aftermath.isClean();
        }
    }

    private record Aftermath(
            int poisoned,
            DeadLetterRepair.Waited waited,
            long confirmed,
            long left,
            long doubled,
            long unequal,
            int wrong) {

        Aftermath(int poisoned, DeadLetterRepair.Waited waited, long confirmed, FailingTriggers now, int wrong)
                throws SQLException {
            this(poisoned, waited, confirmed, now.quarantined(), now.doubled(), now.unequal(), wrong);
        }

        boolean isClean() {
            return waited.all() == poisoned && confirmed == poisoned && left + doubled + unequal + wrong == 0;
        }

        String inWords() {
            return ("Poisoned: %d. In quarantine: %d, %d of them given up. After the repair and a retry by the operators'"
                            + " interface: %d confirmed, %d left in quarantine; done twice or with a hole: %d; rows of the"
                            + " view that are not the fold: %d; differences from the provider's ledger: %d.%n")
                    .formatted(poisoned, waited.all(), waited.dead(), confirmed, left, doubled, unequal, wrong);
        }
    }

    @Override
    public Integer call() throws Exception {
        Path folder = house.folder("poison");
        List<String> settings = new ArrayList<>(SimulatorProcess.settings());
        settings.add("--order-command.payment.deadline=30m");
        try (SimulatorProcess provider = SimulatorProcess.start(house.jars(), folder);
                SystemUnderTest running = SystemUnderTest.start(layout, Engine.OURS, house.jars(), folder, settings);
                FailingTriggers poison = new FailingTriggers(running.databasePort());
                DeadLetterRepair repair = new DeadLetterRepair(running, poison);
                OpenLoop load = new OpenLoop(running.commandUrl(), running.queryUrl())) {
            OpenLoop.Ids good = new OpenLoop.Ids(number -> ending(GOOD), id -> true);
            OpenLoop.Ids some =
                    new OpenLoop.Ids(this::withPoison, id -> id.toString().endsWith(GOOD));
            load.run(rate, warmUp / 2, good);
            poison.strew();
            load.run(rate, warmUp - warmUp / 2, some);
            DeadLetterRepair.Waited waited = repair.make(poisoned, patience);
            List<Round> done = new ArrayList<>();
            for (int i = 0; i < rounds; i++) {
                OpenLoop.Result without = load.run(rate, seconds, good);
                poison.strew();
                done.add(new Round(without, load.run(rate, seconds, some)));
                waited = waited.plus(repair.make(poisoned, patience));
            }
            Path ledger = folder.resolve("stripe-simulator/ledger.jsonl");
            int wrong = Reconciliation.wrongs(ledger, running.databasePort()).size();
            Aftermath aftermath = new Aftermath(poisoned.size(), waited, repair.confirmed(poisoned), poison, wrong);
            Outcome outcome = new Outcome(done, aftermath);
            house.publish(report(outcome));
            return outcome.holds() ? 0 : 1;
        }
    }

    /** Half of the poisoned ones stop the view, the others the saga. */
    private UUID withPoison(int number) {
        if (number % oneIn != oneIn / 2) {
            return ending(GOOD);
        }
        UUID id = ending(number / oneIn % 2 == 0 ? FailingTriggers.FOR_THE_VIEW : FailingTriggers.FOR_THE_SAGA);
        poisoned.add(id);
        return id;
    }

    private static UUID ending(String digits) {
        return UUID.fromString(UUID.randomUUID().toString().replaceFirst(".{4}$", digits));
    }

    private String report(Outcome outcome) {
        StringBuilder text = new StringBuilder("# One order in %d cannot be handled%n%n".formatted(oneIn));
        text.append(Machine.description()).append(System.lineSeparator());
        text.append(
                "%d orders/s, %d s of warm-up, then %d rounds of %d s each without and with, %s. Triggers in the database let the status view's row, or the saga, of the poisoned orders fail; times are those of all others, from the moment at which they were meant to be placed until they are seen confirmed.%n%n"
                        .formatted(
                                rate,
                                warmUp,
                                rounds,
                                seconds,
                                layout == Layout.ONE ? "one process" : "three processes"));
        text.append("| | orders | failed | p50 | p99 | p99.9 |%n|---|---|---|---|---|---|%n".formatted());
        outcome.rounds()
                .forEach(round ->
                        text.append(line("without", round.without())).append(line("with poison", round.with())));
        text.append("%nWith poison beside without, medians of the rounds: %.2f at p50, %.2f at p99.%n"
                .formatted(outcome.ratio(50), outcome.ratio(99)));
        text.append(outcome.aftermath().inWords());
        text.append(
                outcome.holds()
                        ? "It holds.%n".formatted()
                        : "It does not hold: p99 above %.1f, or see above.%n".formatted(MOST));
        return text.toString();
    }

    private static String line(String part, OpenLoop.Result result) {
        Histogram times = result.confirmed();
        return "| %s | %d | %d | %s | %s | %s |%n"
                .formatted(
                        part,
                        times.getTotalCount(),
                        result.failed(),
                        millis(times.getValueAtPercentile(50)),
                        millis(times.getValueAtPercentile(99)),
                        millis(times.getValueAtPercentile(99.9)));
    }

    private static String millis(long micros) {
        return "%.1f ms".formatted(micros / 1000.0);
    }
}

package dev.ordersaga.lab.experiments.rebuild;

import dev.ordersaga.lab.experiments.latency.OpenLoop;
import dev.ordersaga.lab.system.Engine;
import dev.ordersaga.lab.system.Layout;
import dev.ordersaga.lab.system.Machine;
import dev.ordersaga.lab.system.Operator;
import dev.ordersaga.lab.system.Pause;
import dev.ordersaga.lab.system.StoredOrderGenerator;
import dev.ordersaga.lab.system.SystemOptions;
import dev.ordersaga.lab.system.SystemUnderTest;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.HdrHistogram.Histogram;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Rebuilds of the status view under load, one after the other: what clients see of them, and what comes out. */
@Command(
        name = "rebuild-beside",
        description = "Rebuilds the status view under load, with clients who look at orders all the time.",
        mixinStandardHelpOptions = true)
public final class BesideApplication implements Callable<Integer> {

    private static final int WATCHED = 2_000;
    private static final Duration LONGEST = Duration.ofMinutes(10);

    @Mixin
    SystemOptions house = new SystemOptions();

    @Option(names = "--events", defaultValue = "200000", description = "Stored before. Default: ${DEFAULT-VALUE}")
    long events;

    @Option(names = "--rate", defaultValue = "20", description = "Orders a second. Default: ${DEFAULT-VALUE}")
    int rate;

    @Option(names = "--warm-up", defaultValue = "40", description = "Seconds before. Default: ${DEFAULT-VALUE}")
    int warmUp;

    @Option(names = "--seconds", defaultValue = "60", description = "With rebuilds. Default: ${DEFAULT-VALUE}")
    int seconds;

    private final List<String> rebuilds = new CopyOnWriteArrayList<>();
    private volatile boolean isDone = true;

    @Override
    public Integer call() throws Exception {
        try (SystemUnderTest running =
                        SystemUnderTest.start(Layout.THREE, Engine.OURS, house.jars(), house.folder("beside"));
                OpenLoop load = new OpenLoop(running.commandUrl(), running.queryUrl());
                Operator operator = new Operator()) {
            load.run(rate, 2); // so that all tokens exist
            running.restartServicesAfter(() -> {
                StoredOrderGenerator.fillTo(running.databasePort(), events);
                StoredOrderGenerator.forgetView(running.databasePort());
            });
            try (StoredView view = new StoredView(running.databasePort())) {
                while (view.unequalToTheFold() > 0) {
                    Pause.of(1_000);
                }
                Seen seen = watch(running, load, operator, view);
                Compared compared = compare(running, operator, view);
                boolean holds = isDone && seen.isClean() && compared.isEqual();
                house.publish(seen.report(this)
                        + compared.report()
                        + (holds ? "It holds.%n" : "It does not hold.%n").formatted());
                return holds ? 0 : 1;
            }
        }
    }

    /** What clients saw, without and with rebuilds. */
    private record Seen(OpenLoop.Result without, OpenLoop.Result with, long looks, List<String> faults) {

        boolean isClean() {
            return faults.isEmpty() && without.failed() + with.failed() == 0;
        }

        String report(BesideApplication settings) {
            return settings.head()
                    + "| | orders | failed | p50 | p99 |%n|---|---|---|---|---|%n".formatted()
                    + line("without", without)
                    + line("with rebuilds", with)
                    + "%nRebuilds: %s.%n%n%,d looks at orders and at the list: %d faults %s.%n"
                            .formatted(
                                    String.join(", ", settings.rebuilds),
                                    looks,
                                    faults.size(),
                                    faults.stream().limit(5).toList());
        }
    }

    private Seen watch(SystemUnderTest running, OpenLoop load, Operator operator, StoredView view)
            throws InterruptedException, SQLException {
        try (Watchers watchers = new Watchers(running.queryUrl(), view.some(WATCHED))) {
            OpenLoop.Ids ids = new OpenLoop.Ids(number -> UUID.randomUUID(), id -> {
                watchers.add(id);
                return true;
            });
            load.run(rate, warmUp, ids);
            watchers.forget();
            OpenLoop.Result without = load.run(rate, seconds, ids);
            AtomicBoolean end = new AtomicBoolean();
            Thread rebuilding = Thread.ofVirtual().start(() -> rebuildUntil(end, operator, running));
            OpenLoop.Result with = load.run(rate, seconds, ids);
            end.set(true);
            rebuilding.join();
            return new Seen(without, with, watchers.looks(), watchers.faults());
        }
    }

    /** The view that the last rebuild under load has left, and the one of a rebuild at rest. */
    private record Compared(String old, long oldUnequal, String again, long againUnequal) {

        boolean isEqual() {
            return old.equals(again) && oldUnequal + againUnequal == 0;
        }

        String report() {
            return "At rest afterwards: %s; rows unlike the fold of their events: %d. After one more rebuild: %s; unlike the fold: %d.%n"
                    .formatted(old, oldUnequal, again, againUnequal);
        }
    }

    private static Compared compare(SystemUnderTest running, Operator operator, StoredView view)
            throws IOException, InterruptedException, SQLException {
        String old = view.digest();
        long oldUnequal = view.unequalToTheFold();
        operator.rebuildStatusView(running.queryOperationsUrl(), "at-rest", LONGEST);
        return new Compared(old, oldUnequal, view.digest(), view.unequalToTheFold());
    }

    /** One after the other, as long as the load goes on. */
    private void rebuildUntil(AtomicBoolean end, Operator operator, SystemUnderTest running) {
        try {
            for (int number = 1; !end.get(); number++) {
                long begun = System.nanoTime();
                String state = operator.rebuildStatusView(running.queryOperationsUrl(), "rebuild-" + number, LONGEST);
                isDone &= state.equals("DONE");
                rebuilds.add("%s in %.1f s".formatted(state, (System.nanoTime() - begun) / 1e9));
            }
        } catch (IOException | InterruptedException e) {
            isDone = false;
            rebuilds.add(e.toString());
        }
    }

    private String head() {
        return "# Rebuilds of the status view under load%n%n%s%n%,d stored events, %d orders/s, %d s of warm-up, %d s each, three processes, 4 clients who look at orders and at the list without end.%n%n"
                .formatted(Machine.description(), events, rate, warmUp, seconds);
    }

    private static String line(String part, OpenLoop.Result result) {
        Histogram times = result.confirmed();
        return "| %s | %d | %d | %.1f ms | %.1f ms |%n"
                .formatted(
                        part,
                        times.getTotalCount(),
                        result.failed(),
                        times.getValueAtPercentile(50) / 1000.0,
                        times.getValueAtPercentile(99) / 1000.0);
    }
}

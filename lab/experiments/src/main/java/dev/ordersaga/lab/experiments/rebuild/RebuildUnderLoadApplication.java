package dev.ordersaga.lab.experiments.rebuild;

import dev.ordersaga.lab.experiments.Experiment;
import dev.ordersaga.lab.experiments.LoadOptions;
import dev.ordersaga.lab.experiments.Report;
import dev.ordersaga.lab.experiments.load.OrderLoad;
import dev.ordersaga.lab.experiments.load.OrderLoad.Polling;
import dev.ordersaga.lab.system.Layout;
import dev.ordersaga.lab.system.OperatorClient;
import dev.ordersaga.lab.system.Pause;
import dev.ordersaga.lab.system.SystemUnderTest;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.HdrHistogram.Histogram;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Repeated rebuilds of the status view under load: what clients read meanwhile, and whether the result is right. */
@Command(
        name = "rebuild-under-load",
        description = "Rebuilds the status view under load, with clients that poll orders all the time.",
        mixinStandardHelpOptions = true)
public final class RebuildUnderLoadApplication extends Experiment {

    private static final int POLLED_ORDERS = 2_000;
    private static final Duration REBUILD_TIMEOUT = Duration.ofMinutes(10);

    @Mixin
    LoadOptions load = new LoadOptions(20, 40, 60);

    @Option(
            names = "--events",
            defaultValue = "200000",
            description = "Events stored before. Default: ${DEFAULT-VALUE}")
    long events;

    private final List<String> rebuilds = new CopyOnWriteArrayList<>();
    private volatile boolean isDone = true;

    /** Results of the load without and with rebuilds, and of the polling clients. */
    private record Observed(OrderLoad.Result without, OrderLoad.Result with, long reads, List<String> failures) {

        boolean isClean() {
            return failures.isEmpty() && without.failed() + with.failed() == 0;
        }
    }

    @Override
    protected Report measure() throws Exception {
        try (SystemUnderTest system =
                        system("rebuild-under-load").layout(Layout.THREE).start();
                OperatorClient operator = new OperatorClient()) {
            fillStoreWithoutView(system, events);
            try (StatusViewTable view = new StatusViewTable(system.databasePort())) {
                while (view.staleRows() > 0) {
                    Pause.of(1_000);
                }
                Observed observed = observe(system, operator, view);
                return addComparison(report(observed), observed, system, operator, view);
            }
        }
    }

    private Observed observe(SystemUnderTest system, OperatorClient operator, StatusViewTable view)
            throws InterruptedException, SQLException {
        try (OrderLoad orders = new OrderLoad(system, Polling.REPEATED);
                PollingClients clients =
                        new PollingClients(system.queryService().url(), view.some(POLLED_ORDERS))) {
            OrderLoad.Ids ids = new OrderLoad.Ids(number -> UUID.randomUUID(), id -> {
                clients.add(id);
                return true;
            });
            orders.run(load.rate(), load.warmUp(), ids);
            clients.reset();
            OrderLoad.Result without = orders.run(load.rate(), load.seconds(), ids);
            AtomicBoolean end = new AtomicBoolean();
            Thread rebuilding = Thread.ofVirtual().start(() -> rebuildUntil(end, operator, system));
            OrderLoad.Result with = orders.run(load.rate(), load.seconds(), ids);
            end.set(true);
            rebuilding.join();
            return new Observed(without, with, clients.reads(), clients.failures());
        }
    }

    /** One rebuild after the other while the load continues. */
    private void rebuildUntil(AtomicBoolean end, OperatorClient operator, SystemUnderTest system) {
        try {
            for (int number = 1; !end.get(); number++) {
                long started = System.nanoTime();
                String state = operator.rebuildStatusView(
                        system.queryService().operationsUrl(), "rebuild-" + number, REBUILD_TIMEOUT);
                isDone &= state.equals("DONE");
                rebuilds.add("%s in %.1f s".formatted(state, (System.nanoTime() - started) / 1e9));
            }
        } catch (IOException | InterruptedException e) {
            isDone = false;
            rebuilds.add(e.toString());
        }
    }

    private Report report(Observed observed) {
        Report report = new Report("Rebuilds of the status view under load")
                .paragraph(
                        "%,d stored events, %d orders/s, %d s of warm-up, %d s each, three processes, 4 clients that poll orders"
                                + " and the list all the time.",
                        events, load.rate(), load.warmUp(), load.seconds())
                .table("", "orders", "failed", "p50", "p99");
        addRow(report, "without", observed.without());
        addRow(report, "with rebuilds", observed.with());
        return report.endTable()
                .paragraph("Rebuilds: %s.", String.join(", ", rebuilds))
                .paragraph(
                        "%,d reads of orders and of the list: %d failures %s.",
                        observed.reads(),
                        observed.failures().size(),
                        observed.failures().stream().limit(5).toList());
    }

    private static void addRow(Report report, String part, OrderLoad.Result result) {
        Histogram times = result.confirmed();
        report.row(
                part,
                times.getTotalCount(),
                result.failed(),
                Report.millis(times.getValueAtPercentile(50)),
                Report.millis(times.getValueAtPercentile(99)));
    }

    /** Compares the view after the last rebuild under load with that of a rebuild without load. */
    private Report addComparison(
            Report report, Observed observed, SystemUnderTest system, OperatorClient operator, StatusViewTable view)
            throws IOException, InterruptedException, SQLException {
        String before = view.digest();
        long staleBefore = view.staleRows();
        operator.rebuildStatusView(system.queryService().operationsUrl(), "without-load", REBUILD_TIMEOUT);
        String after = view.digest();
        long staleAfter = view.staleRows();
        return report.paragraph(
                        "After the load: %s; rows that differ from the fold of their events: %d. After one more rebuild: %s;"
                                + " different from the fold: %d.",
                        before, staleBefore, after, staleAfter)
                .verdict(
                        isDone && observed.isClean() && before.equals(after) && staleBefore + staleAfter == 0,
                        "see above.");
    }
}

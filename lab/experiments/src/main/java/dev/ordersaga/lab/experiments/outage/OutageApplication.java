package dev.ordersaga.lab.experiments.outage;

import dev.ordersaga.lab.experiments.Experiment;
import dev.ordersaga.lab.experiments.Report;
import dev.ordersaga.lab.experiments.load.ClientResponse.Kind;
import dev.ordersaga.lab.experiments.load.OrderReader;
import dev.ordersaga.lab.experiments.load.RequestLoad;
import dev.ordersaga.lab.experiments.load.Responses;
import dev.ordersaga.lab.system.Database;
import dev.ordersaga.lab.system.Layout;
import dev.ordersaga.lab.system.Pause;
import dev.ordersaga.lab.system.SystemUnderTest;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Load before, during and after an outage of PostgreSQL, and a check that nothing accepted is lost. */
@Command(
        name = "outage",
        description = "Placing and polling during an outage of PostgreSQL, and the time of recovery.",
        mixinStandardHelpOptions = true)
public final class OutageApplication extends Experiment {

    @Option(names = "--rate", defaultValue = "20", description = "Orders per second. Default: ${DEFAULT-VALUE}")
    int rate;

    @Option(
            names = "--before",
            defaultValue = "20",
            description = "Seconds before the outage. Default: ${DEFAULT-VALUE}")
    int before;

    @Option(names = "--down", defaultValue = "30", description = "Seconds of outage. Default: ${DEFAULT-VALUE}")
    int down;

    @Option(names = "--after", defaultValue = "20", description = "Seconds after the outage. Default: ${DEFAULT-VALUE}")
    int after;

    @Option(
            names = "--patience",
            defaultValue = "90",
            description = "Maximum seconds until all orders are confirmed. Default: ${DEFAULT-VALUE}")
    int patience;

    @Option(names = "--frozen", description = "Freeze PostgreSQL (SIGSTOP) instead of killing it.")
    boolean isFrozen;

    @Override
    protected Report measure() throws Exception {
        try (SystemUnderTest system = system("outage")
                        .layout(Layout.THREE)
                        .settings("--order-command.payment.deadline=30m")
                        .start();
                RequestLoad load = new RequestLoad(system, List.of(300L));
                OrderReader reader = new OrderReader(system)) {
            RequestLoad.Run run = load.start(rate);
            Pause.of(before * 1_000L);
            Outage outage = new Outage(load, reader);
            interrupt(system.database());
            outage.isDown();
            Pause.of(down * 1_000L);
            outage.isEnding();
            restore(system.database());
            outage.isOver();
            outage.awaitFirstOrder();
            Pause.of(Math.max(0, after * 1_000L - outage.millisSinceEnd()));
            Responses responses = run.end();
            outage.settle(responses, patience);
            return report(outage, responses);
        }
    }

    private void interrupt(Database database) throws Exception {
        if (isFrozen) {
            database.signal("STOP");
        } else {
            database.kill();
        }
    }

    private void restore(Database database) throws Exception {
        if (isFrozen) {
            database.signal("CONT");
        } else {
            database.restart();
        }
    }

    private Report report(Outage outage, Responses responses) {
        Report report = new Report("PostgreSQL %s for %d s", isFrozen ? "is frozen" : "is down", down)
                .paragraph("%d orders/s, each polled once; three processes.", rate)
                .table("phase, request", "responses", "p50", "p99", "max");
        for (Kind kind : Kind.values()) {
            addRow(report, "before", kind, outage.before(responses));
        }
        for (Kind kind : Kind.values()) {
            addRow(report, "down", kind, outage.during(responses));
        }
        for (Kind kind : Kind.values()) {
            addRow(report, "first 10 s after", kind, outage.recovery(responses));
        }
        for (Kind kind : Kind.values()) {
            addRow(report, "10 s after", kind, outage.normal(responses));
        }
        report.endTable();
        return outage.addFindings(report).verdict(outage.holds(responses), "see above.");
    }

    private static void addRow(Report report, String phase, Kind kind, Responses all) {
        Responses responses = all.of(kind);
        report.row(
                phase + ", " + kind.name().toLowerCase(Locale.ROOT),
                responses.statuses(),
                Report.millis(responses.percentile(50)),
                Report.millis(responses.percentile(99)),
                Report.millis(responses.percentile(100)));
    }
}

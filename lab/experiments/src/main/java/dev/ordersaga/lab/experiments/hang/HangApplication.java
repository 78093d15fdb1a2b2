package dev.ordersaga.lab.experiments.hang;

import dev.ordersaga.lab.experiments.Experiment;
import dev.ordersaga.lab.experiments.LoadOptions;
import dev.ordersaga.lab.experiments.Report;
import dev.ordersaga.lab.experiments.load.ClientResponse.Kind;
import dev.ordersaga.lab.experiments.load.OrderReader;
import dev.ordersaga.lab.experiments.load.RequestLoad;
import dev.ordersaga.lab.experiments.load.Responses;
import dev.ordersaga.lab.system.Layout;
import dev.ordersaga.lab.system.Pause;
import dev.ordersaga.lab.system.SystemUnderTest;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Latency of placing and polling while the payment provider does not respond, and the fate of those orders. */
@Command(
        name = "hang",
        description = "Placing and polling while the payment provider hangs, compared with a healthy provider.",
        mixinStandardHelpOptions = true)
public final class HangApplication extends Experiment {

    private static final double MAX_RATIO = 1.2;

    @Mixin
    LoadOptions load = new LoadOptions(20, 20, 40);

    @Option(
            names = "--hang",
            defaultValue = "20",
            description = "Seconds until a hanging request is closed. Default: ${DEFAULT-VALUE}")
    int hang;

    @Option(
            names = "--patience",
            defaultValue = "90",
            description = "Maximum seconds until all orders are confirmed. Default: ${DEFAULT-VALUE}")
    int patience;

    @Option(
            names = "--layout",
            defaultValue = "ONE",
            description = "${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}")
    Layout layout = Layout.ONE;

    private record Outcome(Responses healthy, Responses hanging, long confirmed) {

        double ratio(Kind kind, double percentile) {
            return (double) hanging.of(kind).percentile(percentile)
                    / healthy.of(kind).percentile(percentile);
        }

        int orders() {
            return hanging.of(Kind.PLACE).okPaths().size();
        }

        boolean holds() {
            return ratio(Kind.PLACE, 50) <= MAX_RATIO
                    && ratio(Kind.POLL, 50) <= MAX_RATIO
                    && failed(healthy) + failed(hanging) == 0
                    && confirmed == orders();
        }
    }

    @Override
    protected Report measure() throws Exception {
        try (SystemUnderTest system = system("hang")
                        .layout(layout)
                        .simulator()
                        .settings("--order-command.payment.deadline=30m")
                        .start();
                RequestLoad requests = new RequestLoad(system, List.of(100L, 300L, 1_000L));
                OrderReader reader = new OrderReader(system)) {
            requests.run(load.rate(), load.warmUp());
            Responses healthy = requests.run(load.rate(), load.seconds());
            system.simulator().hang(hang);
            Responses hanging = requests.run(load.rate(), load.seconds());
            system.simulator().clearFaults();
            List<String> orders = hanging.of(Kind.PLACE).okPaths();
            return report(new Outcome(healthy, hanging, awaitConfirmed(reader, orders)));
        }
    }

    private long awaitConfirmed(OrderReader reader, List<String> orders) throws InterruptedException {
        long confirmed = reader.confirmed(orders);
        for (int waited = 0; waited < patience && confirmed < orders.size(); waited++) {
            Pause.of(1_000);
            confirmed = reader.confirmed(orders);
        }
        return confirmed;
    }

    private Report report(Outcome outcome) {
        Report report = new Report("Placing and polling while the provider hangs for %d s", hang)
                .paragraph(
                        "%d orders/s, %d s of warm-up, %d s each, %s; every request to the provider hangs in the second part.",
                        load.rate(), load.warmUp(), load.seconds(), layout.label())
                .table("provider", "orders", "failed", "placing p50", "p99", "polling p50", "p99");
        addRow(report, "healthy", outcome.healthy());
        addRow(report, "hangs", outcome.hanging());
        return report.endTable()
                .paragraph(
                        "Hanging / healthy: placing %.2f at p50, %.2f at p99; polling %.2f at p50, %.2f at p99.",
                        outcome.ratio(Kind.PLACE, 50),
                        outcome.ratio(Kind.PLACE, 99),
                        outcome.ratio(Kind.POLL, 50),
                        outcome.ratio(Kind.POLL, 99))
                .paragraph("Confirmed after the hang: %d of %d.", outcome.confirmed(), outcome.orders())
                .verdict(
                        outcome.holds(),
                        "medians above %.1f, a failed request, or an order that was not confirmed.",
                        MAX_RATIO);
    }

    private static void addRow(Report report, String provider, Responses responses) {
        Responses placing = responses.of(Kind.PLACE);
        Responses polling = responses.of(Kind.POLL);
        report.row(
                provider,
                placing.okPaths().size(),
                failed(responses),
                Report.millis(placing.percentile(50)),
                Report.millis(placing.percentile(99)),
                Report.millis(polling.percentile(50)),
                Report.millis(polling.percentile(99)));
    }

    private static long failed(Responses responses) {
        return responses.of(Kind.PLACE).failed() + responses.of(Kind.POLL).failed();
    }
}

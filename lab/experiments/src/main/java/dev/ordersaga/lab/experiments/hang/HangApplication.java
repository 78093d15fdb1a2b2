package dev.ordersaga.lab.experiments.hang;

import dev.ordersaga.lab.system.Engine;
import dev.ordersaga.lab.system.Layout;
import dev.ordersaga.lab.system.Machine;
import dev.ordersaga.lab.system.Pause;
import dev.ordersaga.lab.system.SimulatorProcess;
import dev.ordersaga.lab.system.SystemOptions;
import dev.ordersaga.lab.system.SystemUnderTest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.HdrHistogram.Histogram;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Places and polls orders while the provider is well, then while it hangs, and sees what becomes of those orders. */
@Command(
        name = "hang",
        description = "Placing and polling while the payment provider hangs, beside the same while it is well.",
        mixinStandardHelpOptions = true)
public final class HangApplication implements Callable<Integer> {

    private static final double MOST = 1.2;

    @Mixin
    SystemOptions house = new SystemOptions();

    @Option(names = "--rate", defaultValue = "20", description = "Orders a second. Default: ${DEFAULT-VALUE}")
    int rate;

    @Option(names = "--warm-up", defaultValue = "20", description = "Seconds before. Default: ${DEFAULT-VALUE}")
    int warmUp;

    @Option(names = "--seconds", defaultValue = "40", description = "Of each part. Default: ${DEFAULT-VALUE}")
    int seconds;

    @Option(names = "--hang", defaultValue = "20", description = "Seconds without an answer. Default: ${DEFAULT-VALUE}")
    int hang;

    @Option(names = "--patience", defaultValue = "90", description = "Seconds to catch up. Default: ${DEFAULT-VALUE}")
    int patience;

    @Option(names = "--layout", defaultValue = "ONE", description = "ONE or THREE. Default: ${DEFAULT-VALUE}")
    Layout layout = Layout.ONE;

    private record Outcome(OrderLoad.Result well, OrderLoad.Result hanging, long confirmedLate) {

        double ratio(double percentile, boolean placing) {
            Histogram one = placing ? well.placing() : well.polling();
            Histogram two = placing ? hanging.placing() : hanging.polling();
            return (double) two.getValueAtPercentile(percentile) / one.getValueAtPercentile(percentile);
        }

        boolean holds() {
            boolean isSteady = ratio(50, true) <= MOST && ratio(50, false) <= MOST;
            return isSteady
                    && well.failed() + hanging.failed() == 0
                    && confirmedLate == hanging.orders().size();
        }
    }

    @Override
    public Integer call() throws Exception {
        Path folder = house.folder("hang");
        List<String> settings = new ArrayList<>(SimulatorProcess.settings());
        settings.add("--order-command.payment.deadline=30m");
        try (SimulatorProcess provider = SimulatorProcess.start(house.jars(), folder);
                SystemUnderTest running = SystemUnderTest.start(layout, Engine.OURS, house.jars(), folder, settings);
                OrderLoad load = new OrderLoad(running.commandUrl(), running.queryUrl())) {
            load.run(rate, warmUp);
            OrderLoad.Result well = load.run(rate, seconds);
            provider.hang(hang);
            OrderLoad.Result hanging = load.run(rate, seconds);
            provider.behave();
            Outcome outcome = new Outcome(well, hanging, catchUp(load, hanging.orders()));
            house.publish(report(outcome));
            return outcome.holds() ? 0 : 1;
        }
    }

    private long catchUp(OrderLoad load, List<String> orders) throws InterruptedException {
        long confirmed = load.confirmed(orders);
        for (int waited = 0; waited < patience && confirmed < orders.size(); waited++) {
            Pause.of(1_000);
            confirmed = load.confirmed(orders);
        }
        return confirmed;
    }

    private String report(Outcome outcome) {
        StringBuilder text =
                new StringBuilder("# Placing and polling while the provider hangs for %d s%n%n".formatted(hang));
        text.append(Machine.description()).append(System.lineSeparator());
        text.append(
                "%d orders/s, %d s of warm-up, %d s each, %s; every request to the provider hangs in the second part.%n%n"
                        .formatted(rate, warmUp, seconds, layout == Layout.ONE ? "one process" : "three processes"));
        text.append("| provider | orders | failed | placing p50 | p99 | polling p50 | p99 |%n".formatted());
        text.append("|---|---|---|---|---|---|---|%n".formatted());
        text.append(line("well", outcome.well())).append(line("hangs", outcome.hanging()));
        text.append("%nHanging beside well: placing %.2f at p50, %.2f at p99; polling %.2f at p50, %.2f at p99.%n"
                .formatted(
                        outcome.ratio(50, true),
                        outcome.ratio(99, true),
                        outcome.ratio(50, false),
                        outcome.ratio(99, false)));
        text.append("Confirmed after it was well again: %d of %d.%n"
                .formatted(outcome.confirmedLate(), outcome.hanging().orders().size()));
        text.append(
                outcome.holds()
                        ? "It holds.%n".formatted()
                        : "It does not hold: medians above %.1f, a failed request, or an order that was not confirmed.%n"
                                .formatted(MOST));
        return text.toString();
    }

    private static String line(String provider, OrderLoad.Result result) {
        return "| %s | %d | %d | %s | %s | %s | %s |%n"
                .formatted(
                        provider,
                        result.orders().size(),
                        result.failed(),
                        millis(result.placing().getValueAtPercentile(50)),
                        millis(result.placing().getValueAtPercentile(99)),
                        millis(result.polling().getValueAtPercentile(50)),
                        millis(result.polling().getValueAtPercentile(99)));
    }

    private static String millis(long micros) {
        return "%.1f ms".formatted(micros / 1000.0);
    }
}

package dev.ordersaga.lab.experiments.latency;

import dev.ordersaga.lab.experiments.Experiment;
import dev.ordersaga.lab.experiments.LoadOptions;
import dev.ordersaga.lab.experiments.Report;
import dev.ordersaga.lab.experiments.load.OrderLoad;
import dev.ordersaga.lab.experiments.load.OrderLoad.Polling;
import dev.ordersaga.lab.system.Engine;
import dev.ordersaga.lab.system.Layout;
import dev.ordersaga.lab.system.SystemUnderTest;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Latency from placing to confirmation, of each engine in each layout, one after the other, in every round. */
@Command(
        name = "latency",
        description = "Place → confirmed visible at a fixed rate, compared with stock Axon.",
        mixinStandardHelpOptions = true)
public final class LatencyApplication extends Experiment {

    @Mixin
    LoadOptions load = new LoadOptions(20, 30, 60);

    @Option(
            names = "--layouts",
            split = ",",
            defaultValue = "ONE,THREE",
            description = "Layouts to measure. Default: ${DEFAULT-VALUE}")
    List<Layout> layouts = List.of();

    @Option(
            names = "--engines",
            split = ",",
            defaultValue = "STOCK,OURS",
            description = "Engines to compare. Default: ${DEFAULT-VALUE}")
    List<Engine> engines = List.of();

    @Option(names = "--rounds", defaultValue = "1", description = "Measurements of each. Default: ${DEFAULT-VALUE}")
    int rounds;

    @Override
    protected Report measure() throws Exception {
        LatencyReport report = new LatencyReport(load);
        for (Layout layout : layouts) {
            for (int round = 1; round <= rounds; round++) {
                for (Engine engine : engines) {
                    measure(layout, engine, round, report);
                }
            }
        }
        return report.complete();
    }

    private void measure(Layout layout, Engine engine, int round, LatencyReport report) throws Exception {
        // Long polling needs the events of our event store; stock Axon's does not publish any.
        List<Polling> pollings =
                engine == Engine.OURS ? List.of(Polling.HELD, Polling.REPEATED) : List.of(Polling.REPEATED);
        try (SystemUnderTest system =
                system(layout + "-" + engine).layout(layout).engine(engine).start()) {
            run(system, pollings.getFirst(), load.warmUp());
            for (Polling polling : pollings) {
                report.add(new LatencyReport.Row(layout, engine, polling, round, run(system, polling, load.seconds())));
            }
        }
    }

    private OrderLoad.Result run(SystemUnderTest system, Polling polling, int duration) throws InterruptedException {
        try (OrderLoad orders = new OrderLoad(system, polling)) {
            return orders.run(load.rate(), duration);
        }
    }
}

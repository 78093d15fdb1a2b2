package dev.ordersaga.lab.experiments.latency;

import dev.ordersaga.lab.experiments.latency.OpenLoop.Polls;
import dev.ordersaga.lab.system.Engine;
import dev.ordersaga.lab.system.Layout;
import dev.ordersaga.lab.system.SystemOptions;
import dev.ordersaga.lab.system.SystemUnderTest;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Measures each engine in each layout, one after the other, in one run, again in each round. */
@Command(
        name = "latency",
        description = "Place → confirmed visible at a steady rate, beside stock Axon.",
        mixinStandardHelpOptions = true)
public final class LatencyApplication implements Callable<Integer> {

    @Mixin
    SystemOptions house = new SystemOptions();

    @Option(names = "--rate", defaultValue = "20", description = "Orders a second. Default: ${DEFAULT-VALUE}")
    int rate;

    @Option(names = "--seconds", defaultValue = "60", description = "Of measuring. Default: ${DEFAULT-VALUE}")
    int seconds;

    @Option(names = "--warm-up", defaultValue = "30", description = "Seconds before. Default: ${DEFAULT-VALUE}")
    int warmUp;

    @Option(names = "--layouts", split = ",", defaultValue = "ONE,THREE", description = "Default: ${DEFAULT-VALUE}")
    List<Layout> layouts = List.of();

    @Option(names = "--engines", split = ",", defaultValue = "STOCK,OURS", description = "Default: ${DEFAULT-VALUE}")
    List<Engine> engines = List.of();

    @Option(names = "--rounds", defaultValue = "1", description = "Default: ${DEFAULT-VALUE}")
    int rounds;

    @Override
    public Integer call() throws Exception {
        LatencyReport report = new LatencyReport();
        for (Layout layout : layouts) {
            for (int round = 1; round <= rounds; round++) {
                for (Engine engine : engines) {
                    measure(layout, engine, round).forEach(report::add);
                }
            }
        }
        house.publish(report.text(rate, warmUp, seconds));
        return report.failed() == 0 ? 0 : 1;
    }

    private List<LatencyReport.Row> measure(Layout layout, Engine engine, int round) throws Exception {
        System.out.printf("%s, %s, round %d: starting%n", layout, engine, round);
        List<LatencyReport.Row> rows = new ArrayList<>();
        try (SystemUnderTest running =
                SystemUnderTest.start(layout, engine, house.jars(), house.folder(layout + "-" + engine))) {
            run(running, pollsOf(engine).getFirst(), warmUp);
            for (Polls polls : pollsOf(engine)) {
                LatencyReport.Row row =
                        new LatencyReport.Row(layout, engine, polls, round, run(running, polls, seconds));
                System.out.println(LatencyReport.line(row));
                rows.add(row);
            }
        }
        return rows;
    }

    /** A held poll is answered when our event store tells of an event; stock Axon's tells nobody. */
    private static List<Polls> pollsOf(Engine engine) {
        return engine == Engine.OURS ? List.of(Polls.HELD, Polls.REPEATED) : List.of(Polls.REPEATED);
    }

    private OpenLoop.Result run(SystemUnderTest running, Polls polls, int duration) throws InterruptedException {
        try (OpenLoop load = new OpenLoop(running.commandUrl(), running.queryUrl(), polls)) {
            return load.run(rate, duration);
        }
    }
}

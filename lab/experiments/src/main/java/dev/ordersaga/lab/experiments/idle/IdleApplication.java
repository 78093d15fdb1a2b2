package dev.ordersaga.lab.experiments.idle;

import dev.ordersaga.lab.experiments.latency.OpenLoop;
import dev.ordersaga.lab.system.Engine;
import dev.ordersaga.lab.system.Layout;
import dev.ordersaga.lab.system.Machine;
import dev.ordersaga.lab.system.Pause;
import dev.ordersaga.lab.system.Statements;
import dev.ordersaga.lab.system.SystemOptions;
import dev.ordersaga.lab.system.SystemUnderTest;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Counts statements and processor time of three processes and their database between two orders. */
@Command(
        name = "idle",
        description = "Statements and processor time per second while nothing happens.",
        mixinStandardHelpOptions = true)
public final class IdleApplication implements Callable<Integer> {

    @Mixin
    SystemOptions house = new SystemOptions();

    @Option(names = "--seconds", defaultValue = "60", description = "Of measuring. Default: ${DEFAULT-VALUE}")
    int seconds;

    @Option(names = "--settle", defaultValue = "45", description = "Seconds before. Default: ${DEFAULT-VALUE}")
    int settle;

    @Option(names = "--engines", split = ",", defaultValue = "STOCK,OURS", description = "Default: ${DEFAULT-VALUE}")
    List<Engine> engines = List.of();

    private String mostFrequent = "";

    @Override
    public Integer call() throws Exception {
        StringBuilder text = new StringBuilder("# Idle: three processes and their database%n%n".formatted());
        text.append(Machine.description()).append(System.lineSeparator());
        text.append("Each: 20 orders/s for 20 s, %d s of rest, %d s measured.%n%n".formatted(settle, seconds));
        text.append("| engine | statements/s | processor time, of one core |%n|---|---|---|%n".formatted());
        for (Engine engine : engines) {
            text.append(measure(engine));
        }
        text.append("%nThe statements of the last one:%n%n".formatted()).append(mostFrequent);
        house.publish(text.toString());
        return 0;
    }

    private String measure(Engine engine) throws Exception {
        try (SystemUnderTest running =
                        SystemUnderTest.start(Layout.THREE, engine, house.jars(), house.folder("idle-" + engine));
                OpenLoop load = new OpenLoop(running.commandUrl(), running.queryUrl());
                Statements statements = Statements.in(running.databasePort())) {
            load.run(20, 20);
            Pause.of(settle * 1000L);
            statements.reset();
            Duration before = running.processorTime();
            Pause.of(seconds * 1000L);
            mostFrequent = statements.mostFrequent(15);
            Duration used = running.processorTime().minus(before);
            return "| %s | %.1f | %.1f %% |%n"
                    .formatted(
                            engine == Engine.OURS ? "order-saga" : "stock Axon",
                            statements.executed() / (double) seconds,
                            used.toMillis() / 10.0 / seconds);
        }
    }
}

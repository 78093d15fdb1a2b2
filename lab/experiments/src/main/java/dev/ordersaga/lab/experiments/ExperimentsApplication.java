package dev.ordersaga.lab.experiments;

import dev.ordersaga.lab.experiments.flatness.FlatnessApplication;
import dev.ordersaga.lab.experiments.hang.HangApplication;
import dev.ordersaga.lab.experiments.hostile.HostileApplication;
import dev.ordersaga.lab.experiments.idle.IdleApplication;
import dev.ordersaga.lab.experiments.latency.LatencyApplication;
import dev.ordersaga.lab.experiments.outage.OutageApplication;
import dev.ordersaga.lab.experiments.poison.PoisonApplication;
import dev.ordersaga.lab.experiments.rebuild.RebuildApplication;
import dev.ordersaga.lab.experiments.rebuild.RebuildUnderLoadApplication;
import dev.ordersaga.lab.experiments.start.StartApplication;
import dev.ordersaga.lab.experiments.throughput.ThroughputApplication;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Command line of the experiments: one subcommand each. */
@Command(
        name = "experiments",
        description = "Experiments that start the system and measure it from outside.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            ThroughputApplication.class,
            StartApplication.class,
            LatencyApplication.class,
            IdleApplication.class,
            FlatnessApplication.class,
            RebuildApplication.class,
            RebuildUnderLoadApplication.class,
            HangApplication.class,
            HostileApplication.class,
            OutageApplication.class,
            PoisonApplication.class
        })
public final class ExperimentsApplication {

    private ExperimentsApplication() {}

    /** Exits with 0 when the experiment's conditions hold, 1 when not or when it failed, 2 on invalid options. */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new ExperimentsApplication()).execute(arguments));
    }
}

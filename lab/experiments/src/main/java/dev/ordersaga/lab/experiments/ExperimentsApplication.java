package dev.ordersaga.lab.experiments;

import dev.ordersaga.lab.experiments.flatness.FlatnessApplication;
import dev.ordersaga.lab.experiments.hang.HangApplication;
import dev.ordersaga.lab.experiments.idle.IdleApplication;
import dev.ordersaga.lab.experiments.latency.LatencyApplication;
import dev.ordersaga.lab.experiments.outage.OutageApplication;
import dev.ordersaga.lab.experiments.poison.PoisonApplication;
import dev.ordersaga.lab.experiments.rebuild.BesideApplication;
import dev.ordersaga.lab.experiments.rebuild.RebuildApplication;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Command line of the experiments: one subcommand for each. */
@Command(
        name = "experiments",
        description = "Experiments that measure a running order service from outside.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            LatencyApplication.class,
            IdleApplication.class,
            FlatnessApplication.class,
            RebuildApplication.class,
            BesideApplication.class,
            HangApplication.class,
            OutageApplication.class,
            PoisonApplication.class
        })
public final class ExperimentsApplication {

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    boolean help;

    private ExperimentsApplication() {}

    /** Exits with 0 when the command's verdicts hold, 1 when one does not, 2 when it could not run. */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new ExperimentsApplication()).execute(arguments));
    }
}

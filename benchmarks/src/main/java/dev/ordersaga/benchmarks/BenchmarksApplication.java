package dev.ordersaga.benchmarks;

import dev.ordersaga.benchmarks.flatness.FlatnessApplication;
import dev.ordersaga.benchmarks.hang.HangApplication;
import dev.ordersaga.benchmarks.idle.IdleApplication;
import dev.ordersaga.benchmarks.latency.LatencyApplication;
import dev.ordersaga.benchmarks.oracle.BooksApplication;
import dev.ordersaga.benchmarks.oracle.OracleApplication;
import dev.ordersaga.benchmarks.outage.OutageApplication;
import dev.ordersaga.benchmarks.poison.PoisonApplication;
import dev.ordersaga.benchmarks.rebuild.BesideApplication;
import dev.ordersaga.benchmarks.rebuild.RebuildApplication;
import dev.ordersaga.benchmarks.replay.ReplayApplication;
import dev.ordersaga.benchmarks.storm.HaltsApplication;
import dev.ordersaga.benchmarks.storm.StormApplication;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Names the commands of this module and starts the one that was asked for. */
@Command(
        name = "benchmarks",
        description = "Clients that measure a running order service from outside.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            ReplayApplication.class,
            LatencyApplication.class,
            IdleApplication.class,
            FlatnessApplication.class,
            RebuildApplication.class,
            BesideApplication.class,
            HangApplication.class,
            OutageApplication.class,
            PoisonApplication.class,
            StormApplication.class,
            HaltsApplication.class,
            OracleApplication.class,
            BooksApplication.class
        })
public final class BenchmarksApplication {

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    boolean help;

    private BenchmarksApplication() {}

    /** Exits with 0 when the command's verdicts hold, 1 when one does not, 2 when it could not run. */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new BenchmarksApplication()).execute(arguments));
    }
}

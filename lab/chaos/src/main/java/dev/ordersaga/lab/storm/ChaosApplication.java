package dev.ordersaga.lab.storm;

import dev.ordersaga.lab.oracle.OracleApplication;
import dev.ordersaga.lab.oracle.ReconcileApplication;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Command line of the chaos tests: one subcommand for each. */
@Command(
        name = "chaos",
        description = "Faults against a running system, and the oracle that judges what they leave.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            StormApplication.class,
            CrashApplication.class,
            OracleApplication.class,
            ReconcileApplication.class
        })
public final class ChaosApplication {

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    boolean help;

    private ChaosApplication() {}

    /** Exits with 0 when the command's verdicts hold, 1 when one does not, 2 when it could not run. */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new ChaosApplication()).execute(arguments));
    }
}

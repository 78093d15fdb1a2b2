package dev.ordersaga.lab.storm;

import dev.ordersaga.lab.oracle.OracleApplication;
import dev.ordersaga.lab.oracle.ReconcileApplication;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Command line of the chaos tests: one subcommand each. */
@Command(
        name = "chaos",
        description = "Fault injection into a running system, and the oracle that checks the outcome.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            StormApplication.class,
            CrashApplication.class,
            OracleApplication.class,
            ReconcileApplication.class
        })
public final class ChaosApplication {

    private ChaosApplication() {}

    /** Exits with 0 when every promise holds, 1 when one is broken or a run failed, 2 on invalid options. */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new ChaosApplication()).execute(arguments));
    }
}

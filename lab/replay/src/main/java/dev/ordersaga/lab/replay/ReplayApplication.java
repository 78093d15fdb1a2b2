package dev.ordersaga.lab.replay;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.SequenceWriter;
import tools.jackson.databind.json.JsonMapper;

/** Command line application of the replay: reads options and invoices, runs the replay, writes its reports. */
@Command(
        name = "replay",
        sortOptions = false,
        showDefaultValues = true,
        usageHelpAutoWidth = true,
        description = {
            "Sends a shop's invoices as orders over HTTP, waits until each is settled, and compares every sum with the"
                    + " files. All requests are idempotent: a second run sends the same orders again and changes"
                    + " nothing. Ctrl-C stops it with a report of what is done.",
            ""
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:every verdict holds",
            "1:a verdict fails, or the replay did not complete",
            "2:the replay could not start"
        })
public final class ReplayApplication implements Callable<Integer> {

    private static final int HOLDS = 0;
    private static final int FAILS = 1;
    private static final int NOT_STARTED = 2;
    private static final long SHUTDOWN_SECONDS = 15;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    boolean help;

    @Mixin
    private final ReplayOptions options = new ReplayOptions();

    @Option(names = "--out", paramLabel = "DIR", description = "Folder of the reports.")
    Path out = Path.of("reports", "replay");

    @Option(names = "--dry-run", description = "Print the expected totals of the files without sending anything.")
    boolean dryRun;

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new ReplayApplication()).execute(arguments));
    }

    @Override
    public Integer call() throws InterruptedException, IOException {
        Replay replay;
        try {
            options.validate();
            replay = new Replay(options, options.readInvoices(), ReplayTime.SYSTEM);
        } catch (IllegalArgumentException e) {
            return notStarted("Invalid option: " + e.getMessage());
        } catch (IOException e) {
            return notStarted("Cannot read the invoices: " + e);
        }
        if (dryRun) {
            System.out.print(TextReport.of(replay.expected()));
            return HOLDS;
        }
        try {
            replay.requireService();
        } catch (IOException e) {
            return notStarted("No response from " + options.url + " (" + e + "): is the service started?");
        }
        return run(replay);
    }

    private static int notStarted(String reason) {
        System.err.println(reason);
        return NOT_STARTED;
    }

    private int run(Replay replay) throws IOException {
        Files.createDirectories(out);
        CountDownLatch finished = stopBeforeExit(Thread.currentThread());
        try {
            Replay.Result result;
            try (Progress progress = new Progress(replay.expected().sent(), ReplayTime.SYSTEM, System.err)) {
                result = replay.run(progress);
            }
            result.report().write(out);
            writeOutcomes(result.outcomes());
            System.out.print(TextReport.of(result.report()));
            System.out.println("Reports: " + out.toAbsolutePath());
            return result.report().holds() ? HOLDS : FAILS;
        } finally {
            finished.countDown();
        }
    }

    private void writeOutcomes(Collection<Outcome> outcomes) throws IOException {
        try (SequenceWriter lines =
                new JsonMapper().writer().withRootValueSeparator("\n").writeValues(out.resolve("outcomes.jsonl"))) {
            lines.writeAll(outcomes);
        }
    }

    /** Ctrl-C interrupts the replay, and the JVM exits after its report is written. */
    private static CountDownLatch stopBeforeExit(Thread replay) {
        CountDownLatch finished = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            replay.interrupt();
            try {
                finished.await(SHUTDOWN_SECONDS, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }));
        return finished;
    }
}

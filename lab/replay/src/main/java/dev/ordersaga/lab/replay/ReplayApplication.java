package dev.ordersaga.lab.replay;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The command {@code replay}: from its options to its reports and its exit code. */
@Command(
        name = "replay",
        sortOptions = false,
        showDefaultValues = true,
        usageHelpAutoWidth = true,
        description = {
            "Sends a shop's invoices as orders over HTTP, waits until each is settled, and compares every sum with the"
                    + " files. A second run sends the same orders again and changes nothing. Ctrl-C stops it; --resume"
                    + " goes on.",
            ""
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:everything is as the files foretell",
            "1:something is not, or the replay did not reach its end",
            "2:it could not begin"
        })
public final class ReplayApplication implements Callable<Integer> {

    private static final int HOLDS = 0;
    private static final int FAILS = 1;
    private static final int COULD_NOT_BEGIN = 2;
    private static final long LONGEST_FAREWELL_SECONDS = 15;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    boolean help;

    @Mixin
    private final ReplayOptions options = new ReplayOptions();

    private final ReplayTime time = new SystemTime();
    private final PrintStream out = System.out;
    private final PrintStream err = System.err;

    @Override
    public Integer call() throws IOException {
        try {
            return options.dryRun ? foretell() : replay();
        } catch (InputException e) {
            err.println(e.getMessage());
            return COULD_NOT_BEGIN;
        }
    }

    private int foretell() {
        out.print(TextReport.of(prepare().files()));
        return HOLDS;
    }

    private Replay prepare() {
        return new Replay(options.settings(), options.inputName(), book().first(options.limit));
    }

    private InvoiceBook book() {
        ReplayOptions.Generated generated = options.input.generated;
        if (generated == null) {
            return new InvoiceFiles(options.charset).read(Objects.requireNonNull(options.input.data));
        }
        List<InvoiceRow> rows = new SyntheticInvoices(options.seed).rows(generated.number);
        if (generated.csv != null) {
            InvoiceCsv.write(generated.csv, rows);
        }
        return InvoiceBook.of(rows);
    }

    private int replay() throws IOException {
        Replay replay = prepare();
        Files.createDirectories(options.out);
        Path file = options.out.resolve("journal.jsonl");
        Map<String, Outcome> before = options.resume ? Journal.read(file, options.journalHeader()) : Map.of();
        replay.requireService();
        CountDownLatch finished = finishBeforeExit();
        try (Journal journal = options.resume ? Journal.goOn(file) : Journal.begin(file, options.journalHeader())) {
            ReplayReport report = run(replay, before, journal);
            ReportFiles.write(options.out, report);
            out.print(TextReport.of(report));
            out.println("Reports and journal: " + options.out.toAbsolutePath());
            return report.holds() ? HOLDS : FAILS;
        } finally {
            finished.countDown();
        }
    }

    private ReplayReport run(Replay replay, Map<String, Outcome> before, Journal journal) {
        Progress progress = new Progress(replay.size(), before.values());
        try (ProgressDisplay display = new ProgressDisplay(progress, time, err, isTerminal())) {
            display.start();
            return replay.run(before, journal::append, progress, time);
        }
    }

    /** Ctrl-C asks to stop, and the JVM waits until what is under way is noted and reported. */
    private CountDownLatch finishBeforeExit() {
        CountDownLatch finished = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            time.stop();
            try {
                finished.await(LONGEST_FAREWELL_SECONDS, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }));
        return finished;
    }

    @SuppressWarnings("SystemConsoleNull")
    private static boolean isTerminal() {
        // Newer JDKs have a console even where there is no terminal, unless told to use the plain one.
        System.setProperty("jdk.console", "java.base");
        return System.console() != null;
    }
}

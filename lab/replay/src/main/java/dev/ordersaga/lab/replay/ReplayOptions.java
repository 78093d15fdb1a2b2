package dev.ordersaga.lab.replay;

import java.net.URI;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Currency;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Help.Visibility;
import picocli.CommandLine.Option;

/** The options of the command, in the order in which its help shows them. */
final class ReplayOptions {

    private static final Duration LONGEST_ANSWER = Duration.ofSeconds(30);

    @ArgGroup(multiplicity = "1")
    Input input = new Input();

    @Option(names = "--seed", paramLabel = "N", description = "Seed of --generate and of a mix of payment methods.")
    long seed = 1;

    @Option(
            names = "--limit",
            paramLabel = "N",
            description = "Only the N oldest invoices.",
            showDefaultValue = Visibility.NEVER)
    int limit = Integer.MAX_VALUE;

    @Option(names = "--charset", paramLabel = "NAME", description = "Encoding of the CSV files.")
    Charset charset = StandardCharsets.UTF_8;

    @Option(names = "--url", description = "Where the service answers.")
    URI url = URI.create("http://127.0.0.1:8080");

    @Option(names = "--currency", paramLabel = "CODE", description = "The files name no currency.")
    Currency currency = Currency.getInstance("GBP");

    @Option(
            names = "--payment-methods",
            paramLabel = "TOKEN[:WEIGHT],…",
            description =
                    "One token for all orders, or several with weights; which order gets which depends on --seed.")
    String paymentMethods = "pm_card_visa";

    @Option(
            names = "--cancel-whole-orders",
            description = "Cancel an order when a cancellation invoice takes all of it back.")
    boolean cancelWholeOrders;

    @Option(
            names = "--namespace",
            paramLabel = "TEXT",
            description = "Another text makes other orders of the same files.")
    String namespace = "";

    @Option(names = "--concurrency", paramLabel = "N", description = "Most writes, and most reads, under way at once.")
    int concurrency = 16;

    @Option(names = "--max-open", paramLabel = "N", description = "Most orders that are sent and not settled.")
    int mostOpen = 512;

    @Option(
            names = "--patience",
            paramLabel = "SECONDS",
            description = "How long a call is repeated, and an order watched, before it is given up.")
    int patience = 300;

    @Option(names = "--out", paramLabel = "DIR", description = "Where journal and reports go.")
    Path out = Path.of("reports", "replay");

    @Option(names = "--resume", description = "Go on from the journal in --out; without it everything is sent again.")
    boolean resume;

    @Option(names = "--dry-run", description = "Only say what the files hold and foretell.")
    boolean dryRun;

    /** Where invoices come from: exactly one of the two. */
    static final class Input {

        @Option(
                names = "--data",
                paramLabel = "PATH",
                description = "A folder of CSV files, one CSV file, or a .tar.gz of them.")
        @Nullable
        Path data;

        @ArgGroup(exclusive = false)
        @Nullable
        Generated generated;
    }

    /** Invoices made up by the generator. */
    static final class Generated {

        @Option(names = "--generate", paramLabel = "N", required = true, description = "Make up N invoices.")
        int number;

        @Option(names = "--write-csv", paramLabel = "FILE", description = "Also write them as CSV.")
        @Nullable
        Path csv;
    }

    /** The options that decide what is sent and how. */
    ReplaySettings settings() {
        require(concurrency > 0, "--concurrency is at least 1");
        require(mostOpen > 0, "--max-open is at least 1");
        require(patience > 0, "--patience is at least 1");
        require(limit > 0, "--limit is at least 1");
        require(currency.getDefaultFractionDigits() >= 0, "--currency has amounts in digits");
        return new ReplaySettings(
                url,
                namespace,
                currency,
                PaymentMethods.parse(paymentMethods, seed),
                cancelWholeOrders,
                concurrency,
                mostOpen,
                LONGEST_ANSWER,
                Duration.ofSeconds(patience));
    }

    /** Everything that changes which orders are sent, for the journal. */
    Journal.Header journalHeader() {
        return new Journal.Header(
                url.toString(),
                inputName(),
                String.join(
                        " ",
                        "namespace=" + namespace,
                        "currency=" + currency,
                        "payment-methods=" + paymentMethods,
                        "seed=" + seed,
                        "limit=" + limit,
                        "cancel-whole-orders=" + cancelWholeOrders));
    }

    /** Names the input in reports: the same wherever it lies. */
    String inputName() {
        if (input.generated != null) {
            return input.generated.number + " generated invoices, seed " + seed;
        }
        return input.data == null ? "" : String.valueOf(input.data.getFileName());
    }

    private static void require(boolean holds, String rule) {
        if (!holds) {
            throw new InputException(rule);
        }
    }
}

package dev.ordersaga.lab.replay;

import dev.ordersaga.lab.replay.shop.InvoiceCsv;
import dev.ordersaga.lab.replay.shop.InvoiceFiles;
import dev.ordersaga.lab.replay.shop.Invoices;
import dev.ordersaga.lab.replay.shop.SyntheticInvoices;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Currency;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Help.Visibility;
import picocli.CommandLine.Option;

/** Options that decide which orders are sent and how: a picocli mixin, in the order of its help. */
final class ReplayOptions {

    /** Where the one-process start leaves its key. */
    private static final Path LOCAL_KEY = Path.of("order-saga-data", "api-key");

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

    @Option(names = "--url", description = "Address of the service, without a path.")
    URI url = URI.create("http://127.0.0.1:8080");

    @Option(
            names = "--api-key",
            paramLabel = "KEY",
            defaultValue = "${env:ORDER_SAGA_API_KEY:-}",
            description = "API key of a merchant. Default: the environment's ORDER_SAGA_API_KEY, or the key of a"
                    + " service that runs in this folder.")
    String apiKey = "";

    @Option(names = "--currency", paramLabel = "CODE", description = "Currency of all amounts; the files have none.")
    Currency currency = Currency.getInstance("GBP");

    @Option(
            names = "--payment-methods",
            paramLabel = "TOKEN[:WEIGHT],…",
            description = "One token for all orders, or a mix by weight; --seed decides which order gets which.")
    String paymentMethods = "pm_card_visa";

    @Option(
            names = "--cancel-whole-orders",
            description = "Cancel an order when a cancellation invoice returns all of it.")
    boolean cancelWholeOrders;

    @Option(
            names = "--namespace",
            paramLabel = "TEXT",
            description = "Another text results in other order ids for the same files.")
    String namespace = "";

    @Option(
            names = "--concurrency",
            paramLabel = "N",
            description = "Maximum of concurrent writes, and of concurrent reads.")
    int concurrency = 16;

    @Option(names = "--max-open", paramLabel = "N", description = "Maximum of orders that are sent and not settled.")
    int maxOpen = 512;

    @Option(
            names = "--retry-timeout",
            paramLabel = "SECONDS",
            description = "Time limit of the retries of one request, and of polling one order.")
    int retryTimeout = 300;

    /** How long to wait for one response; only tests change it. */
    Duration responseTimeout = Duration.ofSeconds(30);

    /** Source of the invoices: exactly one of the two. */
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

    /** Options of generated invoices. */
    static final class Generated {

        @Option(names = "--generate", paramLabel = "N", required = true, description = "Generate N invoices.")
        int number;

        @Option(names = "--write-csv", paramLabel = "FILE", description = "Write them as CSV, too.")
        @Nullable
        Path csv;
    }

    /** Throws {@link IllegalArgumentException} with a message for the user when a value is not allowed. */
    void validate() {
        require(concurrency > 0, "--concurrency is at least 1");
        require(maxOpen > 0, "--max-open is at least 1");
        require(retryTimeout > 0, "--retry-timeout is at least 1");
        require(limit > 0, "--limit is at least 1");
        require(minorDigits() >= 0, "--currency has amounts with digits");
        PaymentMethods.parse(paymentMethods, seed);
    }

    private static void require(boolean valid, String rule) {
        if (!valid) {
            throw new IllegalArgumentException(rule);
        }
    }

    PaymentMethods paymentMethods() {
        return PaymentMethods.parse(paymentMethods, seed);
    }

    /** Digits after the decimal point of the currency's amounts. */
    int minorDigits() {
        return currency.getDefaultFractionDigits();
    }

    /** Reads or generates the invoices. */
    Invoices readInvoices() throws IOException {
        if (input.data != null) {
            return InvoiceFiles.read(input.data, charset).oldest(limit);
        }
        List<InvoiceCsv.Row> rows = new SyntheticInvoices(seed).rows(generated().number);
        if (generated().csv != null) {
            InvoiceCsv.write(generated().csv, rows);
        }
        return Invoices.of(rows).oldest(limit);
    }

    /** Name of the input for reports, without its folder. */
    String inputName() {
        return input.data == null
                ? generated().number + " generated invoices, seed " + seed
                : String.valueOf(input.data.getFileName());
    }

    private Generated generated() {
        return input.generated == null ? new Generated() : input.generated;
    }

    /** The key to send; empty if none is known. */
    String apiKey() {
        try {
            return apiKey.isEmpty() && Files.exists(LOCAL_KEY)
                    ? Files.readString(LOCAL_KEY).strip()
                    : apiKey;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + LOCAL_KEY, e);
        }
    }
}

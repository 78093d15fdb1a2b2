package dev.ordersaga.lab.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersaga.lab.replay.FakeService.Reply;
import dev.ordersaga.lab.replay.shop.CancellationMatcher.Match;
import dev.ordersaga.lab.replay.shop.InvoiceFiles;
import dev.ordersaga.lab.replay.shop.Invoices;
import dev.ordersaga.lab.replay.shop.SampleShop;
import dev.ordersaga.lab.replay.shop.SyntheticInvoices;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ReplayApplicationTest {

    @TempDir
    Path folder;

    @Test
    void exitCodeIsZeroWhenEveryVerdictHoldsAndOneOtherwise() throws IOException {
        try (FakeService service = new FakeService()) {
            service.retryAtOnce();
            String[] arguments = {
                "--data", SampleShop.FOLDER.toString(), "--url", service.url().toString()
            };

            assertThat(run(arguments)).isZero();
            assertThat(folder.resolve("report.html")).isNotEmptyFile();
            assertThat(Files.readAllLines(folder.resolve("outcomes.jsonl"))).hasSize(8);

            service.replace("PUT", new Reply(418, Map.of(), ""));
            assertThat(run(arguments)).isEqualTo(1);
        }
    }

    @Test
    void generatedInvoicesAreReplayed() throws IOException {
        try (FakeService service = new FakeService()) {
            service.retryAtOnce();

            assertThat(run(
                            "--generate",
                            "30",
                            "--seed",
                            "4",
                            "--url",
                            service.url().toString()))
                    .isZero();
        }
    }

    @Test
    void exitCodeIsTwoWhenTheReplayCannotStart() {
        assertThat(run("--data", "nowhere")).isEqualTo(2);
        assertThat(run("--generate", "1", "--url", "http://127.0.0.1:1")).isEqualTo(2);
        assertThat(run("--generate", "1", "--concurrency", "0")).isEqualTo(2);
        assertThat(run("--generate", "1", "--payment-methods", "visa")).isEqualTo(2);
        assertThat(run()).isEqualTo(2);
    }

    @Test
    void generatedInvoicesAreTheSameWhenReadFromTheirCsv() throws IOException {
        Path csv = folder.resolve("shop.csv");

        assertThat(run("--generate", "200", "--seed", "3", "--write-csv", csv.toString(), "--dry-run"))
                .isZero();

        Invoices generated = Invoices.of(new SyntheticInvoices(3).rows(200));
        Invoices read = InvoiceFiles.read(csv, StandardCharsets.UTF_8);
        assertThat(read).isEqualTo(generated);
        assertThat(Invoices.of(new SyntheticInvoices(4).rows(200))).isNotEqualTo(generated);
        ExpectedTotals expected = SampleReplay.expected(read, SampleReplay.options("pm_card_visa", false));
        assertThat(expected.refusedBy())
                .containsKeys(
                        ContractLimits.Fault.CUSTOMER_MISSING,
                        ContractLimits.Fault.QUANTITY_OUT_OF_RANGE,
                        ContractLimits.Fault.TOTAL_OUT_OF_RANGE);
        assertThat(expected.cancellations()).containsKeys(Match.Kind.WHOLE, Match.Kind.PARTIAL);
    }

    private int run(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--out", folder.toString(), "--retry-timeout", "20"));
        return new CommandLine(new ReplayApplication()).execute(all.toArray(String[]::new));
    }
}

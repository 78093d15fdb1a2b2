package dev.ordersaga.lab.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersaga.lab.replay.FakeService.Reply;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
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
    void theExitCodeIsZeroWhenEveryVerdictHoldsAndOneWhenNot() throws IOException {
        try (FakeService service = new FakeService()) {
            service.askForNoPatience();
            String[] arguments = {
                "--data", SampleShop.FOLDER.toString(), "--url", service.url().toString()
            };

            assertThat(run(arguments)).isZero();
            assertThat(folder.resolve("report.html")).isNotEmptyFile();
            assertThat(folder.resolve("journal.jsonl")).isNotEmptyFile();

            service.spoil("PUT", new Reply(418, Map.of(), ""));
            assertThat(run(arguments)).isEqualTo(1);
        }
    }

    @Test
    void resumingAFinishedReplaySendsNothing() throws IOException {
        try (FakeService service = new FakeService()) {
            service.askForNoPatience();
            String[] arguments = {
                "--generate", "30", "--seed", "4", "--url", service.url().toString()
            };
            assertThat(run(arguments)).isZero();
            long sent = service.count("PUT");

            List<String> resumed = new ArrayList<>(List.of(arguments));
            resumed.add("--resume");
            assertThat(run(resumed.toArray(String[]::new))).isZero();
            assertThat(service.count("PUT")).isEqualTo(sent);
        }
    }

    @Test
    void theExitCodeIsTwoWhenItCannotBegin() {
        assertThat(run("--data", "nowhere")).isEqualTo(2);
        assertThat(run("--generate", "1", "--url", "http://127.0.0.1:1")).isEqualTo(2);
        assertThat(run("--generate", "1", "--concurrency", "0")).isEqualTo(2);
        assertThat(run("--generate", "1", "--resume")).isEqualTo(2);
        assertThat(run()).isEqualTo(2);
    }

    @Test
    void generatedInvoicesReadBackTheSameFromTheirCsv() {
        Path csv = folder.resolve("shop.csv");

        assertThat(run("--generate", "200", "--seed", "3", "--write-csv", csv.toString(), "--dry-run"))
                .isZero();

        InvoiceBook generated = InvoiceBook.of(new SyntheticInvoices(3).rows(200));
        InvoiceBook read = new InvoiceFiles(StandardCharsets.UTF_8).read(csv);
        assertThat(read).isEqualTo(generated);
        assertThat(InvoiceBook.of(new SyntheticInvoices(4).rows(200))).isNotEqualTo(generated);
        ReplayPlan plan = ReplayPlan.of(read, SampleShop.settings());
        ExpectedFromFiles expected = ExpectedFromFiles.of(read, plan, SampleShop.GBP);
        assertThat(expected.refusedBy())
                .containsKeys(
                        ContractFault.CUSTOMER_MISSING,
                        ContractFault.QUANTITY_OUT_OF_RANGE,
                        ContractFault.TOTAL_OUT_OF_RANGE);
        assertThat(expected.cancellations()).containsKeys(Pairing.Match.WHOLE, Pairing.Match.PARTIAL);
    }

    private int run(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--out", folder.toString(), "--patience", "20"));
        return new CommandLine(new ReplayApplication()).execute(all.toArray(String[]::new));
    }
}

package dev.ordersaga.lab.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersaga.lab.replay.Outcome.End;
import dev.ordersaga.lab.replay.ReplayReport.Throughput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ReplayReportTest {

    @TempDir
    Path folder;

    @Test
    void theTextNamesEverySumAndEveryVerdict() {
        String text = TextReport.of(report(true));

        assertThat(text)
                .contains("Replay of <b>shop</b>.csv to http://127.0.0.1:8080")
                .containsPattern("their total, exact +38.310? GBP|their total, exact +38.31 GBP")
                .containsPattern("their total, each line rounded half-up +38.32 GBP")
                .containsPattern("no customer +2\n")
                .containsPattern("holds +confirmed +4\n")
                .containsPattern("FAILS +money in +38.32 GBP foretold, 38.31 GBP\n")
                .endsWith("1 of 2 verdicts do not hold.\n");
    }

    @Test
    void aStoppedReplayNeverHolds() {
        assertThat(report(false).holds()).isFalse();
        assertThat(TextReport.of(report(false))).contains("--resume");
    }

    @Test
    void thePageNeedsNothingFromAnywhereAndEscapesWhatItShows() {
        String page = HtmlReport.of(report(true));

        assertThat(page)
                .contains("<svg ", "Replay of &lt;b&gt;shop&lt;/b&gt;.csv", "38.31 GBP")
                .doesNotContain("<script", "<link", "<img", "@import", "url(", "<b>shop", "NaN", "Infinity");
        assertThat(page.split("<svg ", -1)).hasSize(1 + 3);
    }

    @Test
    void theJsonCarriesTheSameNumbers() throws IOException {
        ReportFiles.write(folder, report(true));

        JsonNode json = new JsonMapper().readTree(Files.readString(folder.resolve("report.json")));
        assertThat(json.at("/files/expected/total").decimalValue()).isEqualByComparingTo("38.32");
        assertThat(json.at("/files/expected/refusedBy/CUSTOMER_MISSING").intValue())
                .isEqualTo(2);
        assertThat(json.at("/verdicts/1/holds").booleanValue()).isFalse();
        assertThat(json.at("/latencies/0/p50").longValue()).isPositive();
        assertThat(folder.resolve("report.txt")).isNotEmptyFile();
        assertThat(folder.resolve("report.html")).isNotEmptyFile();
    }

    @Test
    void percentilesAndBarsAgreeWithTheTimes() {
        Latencies latencies = Latencies.of("x", LongStream.rangeClosed(1, 1_000).map(millis -> millis * 1_000));

        assertThat(latencies.count()).isEqualTo(1_000);
        assertThat((double) latencies.p50()).isBetween(499_000.0, 501_000.0);
        assertThat((double) latencies.p99()).isBetween(989_000.0, 991_000.0);
        assertThat((double) latencies.max()).isBetween(999_000.0, 1_001_000.0);
        assertThat(latencies.bars().stream().mapToLong(Latencies.Bar::count).sum())
                .isEqualTo(1_000);
        assertThat(latencies.bars().getFirst().from()).isBetween(990.0, 1_010.0);
    }

    @Test
    void whatNobodyMeasuredHasNoBars() {
        assertThat(Latencies.of("x", LongStream.empty()).bars()).isEmpty();
    }

    @Test
    void throughputIsCutIntoAtMostSoManySlices() {
        Outcome outcome = SampleShop.outcome("1", End.CONFIRMED);

        Throughput hour = Throughput.of(List.of(outcome), SampleShop.DAY.minusSeconds(45), Duration.ofHours(1));

        assertThat(hour.slice()).isEqualTo(Duration.ofSeconds(30));
        assertThat(hour.ended()).hasSize(121).startsWith(0, 1, 0);
    }

    private static ReplayReport report(boolean complete) {
        InvoiceBook book = SampleShop.book();
        ExpectedFromFiles expected =
                ExpectedFromFiles.of(book, ReplayPlan.of(book, SampleShop.settings()), SampleShop.GBP);
        List<Outcome> outcomes = List.of(SampleShop.outcome("1", End.CONFIRMED), SampleShop.outcome("2", End.REFUSED));
        return new ReplayReport(
                "http://127.0.0.1:8080",
                "<b>shop</b>.csv",
                SampleShop.DAY,
                Duration.ofSeconds(90),
                complete,
                ReplayReport.Files.of(book, expected),
                Tally.of(outcomes, SampleShop.DAY),
                List.of(Verdict.equal("confirmed", 4, 4), Verdict.equal("money in", "38.32 GBP", "38.31 GBP")),
                Map.of("503", 3L),
                12.5,
                List.of(
                        Latencies.of("PUT", LongStream.of(900, 2_000, 150_000)),
                        Latencies.of("none", LongStream.empty())),
                Throughput.of(outcomes, SampleShop.DAY, Duration.ofSeconds(90)));
    }
}

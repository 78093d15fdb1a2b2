package dev.ordersaga.lab.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersaga.lab.replay.Outcome.Result;
import dev.ordersaga.lab.replay.Report.Latency;
import dev.ordersaga.lab.replay.Report.Throughput;
import dev.ordersaga.lab.replay.Verdicts.Verdict;
import dev.ordersaga.lab.replay.shop.SampleShop;
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

class ReportTest {

    @TempDir
    Path folder;

    @Test
    void textNamesEverySumAndEveryVerdict() {
        String text = TextReport.of(report(true));

        assertThat(text)
                .contains("Replay of <b>shop</b>.csv to http://127.0.0.1:8080")
                .containsPattern("their total, exact +38.310? GBP|their total, exact +38.31 GBP")
                .containsPattern("their total, each line rounded half-up +38.32 GBP")
                .containsPattern("no customer +2\n")
                .containsPattern("holds +confirmed +4\n")
                .containsPattern("FAILS +captured +38.32 GBP expected, 38.31 GBP\n")
                .endsWith("1 of 2 verdicts fail.\n");
    }

    @Test
    void incompleteReplayNeverHolds() {
        assertThat(report(false).holds()).isFalse();
        assertThat(TextReport.of(report(false))).contains("run the same command again");
    }

    @Test
    void htmlLoadsNothingAndEscapesItsText() {
        String page = HtmlReport.of(report(true));

        assertThat(page)
                .contains("<svg ", "Replay of &lt;b&gt;shop&lt;/b&gt;.csv", "38.31 GBP")
                .doesNotContain("<script", "<link", "<img", "@import", "url(", "<b>shop", "NaN", "Infinity");
        assertThat(page.split("<svg ", -1)).hasSize(1 + 3);
    }

    @Test
    void jsonHasTheSameNumbers() throws IOException {
        report(true).write(folder);

        JsonNode json = new JsonMapper().readTree(Files.readString(folder.resolve("report.json")));
        assertThat(json.at("/expected/total").decimalValue()).isEqualByComparingTo("38.32");
        assertThat(json.at("/expected/refusedBy/CUSTOMER_MISSING").intValue()).isEqualTo(2);
        assertThat(json.at("/verdicts/1/holds").booleanValue()).isFalse();
        assertThat(json.at("/latencies/0/p50").longValue()).isPositive();
        assertThat(folder.resolve("report.txt")).isNotEmptyFile();
        assertThat(folder.resolve("report.html")).isNotEmptyFile();
    }

    @Test
    void percentilesAndBucketsMatchTheValues() {
        Latency latency = Latency.of("x", LongStream.rangeClosed(1, 1_000).map(millis -> millis * 1_000));

        assertThat(latency.count()).isEqualTo(1_000);
        assertThat((double) latency.p50()).isBetween(499_000.0, 501_000.0);
        assertThat((double) latency.p99()).isBetween(989_000.0, 991_000.0);
        assertThat((double) latency.max()).isBetween(999_000.0, 1_001_000.0);
        assertThat(latency.buckets().stream().mapToLong(Latency.Bucket::count).sum())
                .isEqualTo(1_000);
        assertThat(latency.buckets().stream().filter(bucket -> bucket.to() < 990))
                .allSatisfy(bucket -> assertThat(bucket.count()).isZero());
        assertThat((double) latency.buckets().getLast().to()).isBetween(990_000.0, 1_010_000.0);
    }

    @Test
    void latencyWithoutValuesHasNoCounts() {
        assertThat(Latency.of("x", LongStream.empty()).buckets())
                .allSatisfy(bucket -> assertThat(bucket.count()).isZero());
    }

    @Test
    void throughputHasALimitedNumberOfSlices() {
        Outcome outcome = SampleReplay.outcome("1", Result.CONFIRMED);

        Throughput hour = Throughput.of(List.of(outcome), SampleShop.DAY.minusSeconds(45), Duration.ofHours(1));

        assertThat(hour.slice()).isEqualTo(Duration.ofSeconds(30));
        assertThat(hour.orders()).hasSize(121).startsWith(0, 1, 0);
    }

    private static Report report(boolean complete) {
        List<Outcome> outcomes =
                List.of(SampleReplay.outcome("1", Result.CONFIRMED), SampleReplay.outcome("2", Result.REFUSED));
        return new Report(
                "http://127.0.0.1:8080",
                "<b>shop</b>.csv",
                SampleShop.DAY,
                Duration.ofSeconds(90),
                complete,
                SampleReplay.expected(SampleShop.invoices(), SampleReplay.options("pm_card_visa", false)),
                OutcomeTotals.of(outcomes, SampleShop.DAY),
                List.of(Verdict.equal("confirmed", "4", "4"), Verdict.equal("captured", "38.32 GBP", "38.31 GBP")),
                Map.of("503", 3L),
                12.5,
                List.of(Latency.of("PUT", LongStream.of(900, 2_000, 150_000)), Latency.of("none", LongStream.empty())),
                Throughput.of(outcomes, SampleShop.DAY, Duration.ofSeconds(90)));
    }
}

package dev.ordersaga.lab.experiments.throughput.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Tests what the three forms of the report contain. */
class ReportsTest {

    private final ThroughputResult result = SampleResult.of(SampleResult.outbox(), SampleResult.ours());

    @Test
    void textHasMediansRatiosAndEveryRound() {
        String text = result.report().text();
        assertThat(text)
                .contains("| order-saga, one process | 1514 | 100 % | 0.70 | 0.30 | 1.25 | 5.50 | 5120 | 0.40 |")
                .contains("| order-saga, one process / hand-written outbox | 1.40 |")
                .contains("| order-saga, one process | warm-up 1 | 400 |")
                .contains("| order-saga, one process | measured 3 | 1600 |")
                .contains("`INSERT INTO a \\| b`")
                .contains("Commit c587a23")
                .contains("| seed | 1 |");
    }

    @Test
    void textHasKneeOverloadAndRecovery() {
        assertThat(result.report().text())
                .contains("Knee: 1300 orders/s.")
                .contains("{PAYMENT_TIMED_OUT=10}")
                .contains("123–123")
                .contains("goodput 291 % of the knee")
                .contains("back to normal after 4 s");
    }

    @Test
    void comparesTheCpuTimePerOrder() {
        assertThat(result.cpuRatioToOutbox(SampleResult.ours())).hasValue(1.0);
        assertThat(SampleResult.of(SampleResult.ours()).cpuRatioToOutbox(SampleResult.ours()))
                .isEmpty();
    }

    @Test
    void comparesAFullStoreWithASmallOne() {
        ThroughputResult stores = SampleResult.of(
                SampleResult.closed(Contender.OURS, 50_000, SampleResult.round(1_000, 0)),
                SampleResult.closed(Contender.OURS, 5_000_000, SampleResult.round(950, 0)));
        assertThat(stores.ratios()).singleElement().satisfies(ratio -> {
            assertThat(ratio.value()).isCloseTo(0.95, within(1e-9));
            assertThat(ratio.what()).contains("5,000,000 events / order-saga, one process, 50,000 events");
        });
    }

    @Test
    void failsIfAnAcceptedOrderIsNotSettled() {
        ThroughputResult lost = SampleResult.of(SampleResult.closed(Contender.OURS, 0, SampleResult.round(100, 1)));
        assertThat(result.holds()).isTrue();
        assertThat(lost.holds()).isFalse();
        assertThat(lost.report().text()).contains("A condition does not hold");
    }

    @Test
    void jsonHasAllRoundsAndSeconds() {
        JsonNode json = new JsonMapper().readTree(ResultFiles.json(result));
        JsonNode ours = json.path("contenders").get(1);
        assertThat(ours.path("rounds").get(1).path("ordersPerSecond").asDouble())
                .isEqualTo(SampleResult.OURS_PER_SECOND);
        assertThat(ours.path("rounds").get(1).path("perOrder").path("walBytes").asDouble())
                .isEqualTo(5_120);
        assertThat(ours.path("openLoop").path("overload").path("seconds")).hasSize(2);
        assertThat(ours.path("openLoop").path("overload").path("accepting").path("curve"))
                .hasSameSizeAs(json.path("percentiles"));
    }

    @Test
    void pageIsSelfContained() throws IOException {
        String page = HtmlPage.of(ResultFiles.json(result), result.report().text());
        assertThat(page)
                .contains("var uPlot=")
                .contains(".uplot")
                .contains("\"commit\" : \"c587a23\"")
                .contains("a \\u003c/script> processor")
                .contains("# Throughput")
                .doesNotContain("LIBRARY-", "<!--REPORT-->", "{\"result\": null}")
                .doesNotContainPattern("(src|href)=\"");
    }
}

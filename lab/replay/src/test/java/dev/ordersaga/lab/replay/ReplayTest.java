package dev.ordersaga.lab.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersaga.lab.replay.FakeService.Reply;
import dev.ordersaga.lab.replay.Outcome.Result;
import dev.ordersaga.lab.replay.Verdicts.Verdict;
import dev.ordersaga.lab.replay.shop.SampleShop;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The whole replay against a fake service, over real HTTP and with fake time. */
class ReplayTest {

    private static final String VIEW_OF_VERSION_9 = """
            {"status": "CONFIRMED", "version": 9, "currency": "GBP", "total": "10.01", "lines": [1],
             "placedAt": "2011-01-01T00:00:00Z", "updatedAt": "2011-01-01T00:00:01Z",
             "payment": {"capturedTotal": "10.00", "refundedTotal": "0.00"}}""";

    private final FakeTime time = new FakeTime();
    private FakeService service;

    @BeforeEach
    void startService() throws IOException {
        service = new FakeService();
    }

    @AfterEach
    void stopService() {
        service.close();
    }

    @Test
    void everyOrderIsVerifiedToThePenny() {
        Report report = replay("pm_card_visa", false);

        assertThat(failed(report)).isEmpty();
        assertThat(report.holds()).isTrue();
        assertThat(report.actual().results()).isEqualTo(Map.of(Result.CONFIRMED, 4, Result.REFUSED, 4));
        assertThat(report.actual().money("GBP").captured()).isEqualTo("38.32");
        assertThat(service.count("PUT")).isEqualTo(8);
        assertThat(service.orders()).hasSize(4);
    }

    @Test
    void secondReplayPlacesNoOrderAgain() {
        replay("pm_card_visa", true);
        Report second = replay("pm_card_visa", true);

        assertThat(failed(second)).isEmpty();
        assertThat(service.orders()).hasSize(4);
    }

    @Test
    void wholeOrdersAreCancelledAndRefunded() {
        Report report = replay("pm_card_visa", true);

        assertThat(failed(report)).isEmpty();
        assertThat(report.actual().results())
                .isEqualTo(Map.of(Result.CONFIRMED, 3, Result.CANCELLED, 1, Result.REFUSED, 4));
        assertThat(report.actual().money("GBP"))
                .isEqualTo(new OutcomeTotals.Money(
                        new BigDecimal("38.32"), new BigDecimal("38.32"), new BigDecimal("10.00")));
        assertThat(service.count("/cancellation")).isEqualTo(1);
    }

    @Test
    void declinedOrdersAreRejectedAsExpectedAndNeverCancelled() {
        Report report = replay("pm_card_chargeDeclined", true);

        assertThat(failed(report)).isEmpty();
        assertThat(report.actual().rejectedBy()).isEqualTo(Map.of("PAYMENT_DECLINED", 4));
        assertThat(service.count("/cancellation")).isZero();
    }

    @Test
    void transientFailuresAreRetriedAfterRetryAfter() {
        service.replace("PUT", Reply.of(429, "Retry-After", "7"))
                .replace("PUT", Reply.of(503, "Retry-After", "9"))
                .replace("GET", Reply.of(503))
                .replace("PUT", Reply.CLOSED_CONNECTION)
                .replace("PUT", Reply.of(409, "Retry-After", "1"));

        Report report = replay("pm_card_visa", false);

        assertThat(failed(report)).isEmpty();
        assertThat(report.retries()).isEqualTo(Map.of("429", 1L, "503", 2L, "409", 1L, "broken connection", 1L));
        assertThat(time.sleeps()).anyMatch(sleep -> isAbout(sleep, 7)).anyMatch(sleep -> isAbout(sleep, 9));
    }

    @Test
    void requestsWithoutResponseAreRetried() {
        service.replace("PUT " + path("100001"), Reply.NO_RESPONSE).replace("GET " + path("100001"), Reply.NO_RESPONSE);

        ReplayOptions options = options("pm_card_visa", false);
        options.responseTimeout = Duration.ofMillis(300);
        Report report = run(options);

        assertThat(failed(report)).isEmpty();
        assertThat(report.retries().get("timeout")).isGreaterThanOrEqualTo(2L);
    }

    @Test
    void unavailableServiceIsReportedAfterTheTimeLimit() {
        for (int answer = 0; answer < 100; answer++) {
            service.replace("PUT", Reply.of(503, "Retry-After", "25"));
        }
        Report report = replay("pm_card_visa", false);

        assertThat(report.holds()).isFalse();
        assertThat(report.actual().results()).isEqualTo(Map.of(Result.NO_RESPONSE, 8));
        assertThat(service.count("PUT")).isEqualTo(24);
    }

    @Test
    void idOfAnotherOrderIsAConflict() {
        replay("pm_card_visa", false);
        Report report = replay("pm_card_mastercard", false);

        assertThat(report.holds()).isFalse();
        assertThat(report.actual().results()).isEqualTo(Map.of(Result.CONFLICT, 4, Result.REFUSED, 4));
        assertThat(failed(report)).contains("orders with another outcome than expected", "accepted orders");
    }

    @Test
    void refusalsForAnotherReasonFail() {
        String problem =
                "{\"code\":\"invalid-fields\",\"errors\":[{\"pointer\":\"/lines/0/sku\",\"code\":\"too_long\"}]}";
        service.replace("PUT " + path("100003"), new Reply(422, Map.of(), problem));

        assertThat(failed(replay("pm_card_visa", false)))
                .containsExactly(
                        "refused: no customer", "refused: text too long", "refusals with other faults than expected");
    }

    @Test
    void wrongTotalOfOnePennyFails() {
        service.replace("GET " + path("100009"), new Reply(200, Map.of(), VIEW_OF_VERSION_9));

        assertThat(failed(replay("pm_card_visa", false)))
                .containsExactly("total of accepted orders", "orders with another total than expected");
    }

    @Test
    void contractViolationsAreCounted() {
        service.replace("GET " + path("100001"), Reply.of(404));
        service.replace("GET " + path("100002"), new Reply(200, Map.of(), "{\"status\": 7}"));
        service.replace("GET " + path("100009"), new Reply(200, Map.of("Retry-After", "1"), VIEW_OF_VERSION_9));

        Report report = replay("pm_card_visa", false);

        assertThat(report.actual().violations()).isEqualTo(Map.of("404 after 202", 1, "version went backwards", 1));
        assertThat(report.actual().count(Result.INVALID_RESPONSE)).isEqualTo(1);
        assertThat(failed(report)).contains("contract violations", "orders with another outcome than expected");
    }

    @Test
    void pollingWaitsForRetryAfter() {
        replay("pm_card_visa", false);

        long openPolls =
                time.sleeps().stream().filter(sleep -> isAbout(sleep, 1)).count();
        assertThat(time.sleeps()).hasSize(8);
        assertThat(openPolls).isEqualTo(8);
        assertThat(service.count("GET")).isEqualTo(8);
    }

    @Test
    void stoppedReplayIsCompletedByRunningItAgain() {
        time.interruptBySleep(Thread.currentThread());
        Report stopped = replay("pm_card_visa", false);

        assertThat(Thread.currentThread().isInterrupted()).isFalse();
        assertThat(stopped.complete()).isFalse();
        assertThat(failed(stopped)).containsExactly("orders with a final outcome");
        assertThat(stopped.holds()).isFalse();

        Report second = run(options("pm_card_visa", false), new FakeTime());

        assertThat(failed(second)).isEmpty();
        assertThat(second.complete()).isTrue();
        assertThat(service.orders()).hasSize(4);
    }

    @Test
    void onlyResultsThatAnotherRunCannotChangeAreFinal() {
        assertThat(Result.REFUSED.isFinal()).isTrue();
        assertThat(Result.CONFIRMED.isFinal()).isTrue();
        assertThat(Result.NOT_SETTLED.isFinal()).isFalse();
        assertThat(Result.NO_RESPONSE.isFinal()).isFalse();
    }

    private Report replay(String paymentMethods, boolean cancelWholeOrders) {
        return run(options(paymentMethods, cancelWholeOrders));
    }

    private ReplayOptions options(String paymentMethods, boolean cancelWholeOrders) {
        ReplayOptions options = SampleReplay.options(paymentMethods, cancelWholeOrders);
        options.url = service.url();
        return options;
    }

    private Report run(ReplayOptions options) {
        return run(options, time);
    }

    private static Report run(ReplayOptions options, ReplayTime time) {
        try (Progress progress = new Progress(8, time, new PrintStream(OutputStream.nullOutputStream()))) {
            return new Replay(options, SampleShop.invoices(), time)
                    .run(progress)
                    .report();
        }
    }

    private static List<String> failed(Report report) {
        return report.verdicts().stream()
                .filter(verdict -> !verdict.holds())
                .map(Verdict::what)
                .toList();
    }

    private static String path(String invoiceNumber) {
        return "/orders/" + PlannedOrder.idOf(SampleShop.find(invoiceNumber, SampleShop.invoices()), "");
    }

    /** Whether it is this Retry-After with at most a second of jitter. */
    private static boolean isAbout(Duration sleep, int seconds) {
        return sleep.compareTo(Duration.ofSeconds(seconds)) >= 0
                && sleep.compareTo(Duration.ofSeconds(seconds + 1)) < 0;
    }
}

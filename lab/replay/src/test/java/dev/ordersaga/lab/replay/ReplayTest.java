package dev.ordersaga.lab.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersaga.lab.replay.FakeService.Reply;
import dev.ordersaga.lab.replay.Outcome.End;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole client against a service that only pretends, over real HTTP and in no time. */
class ReplayTest {

    private static final Journal.Header HEADER = new Journal.Header("service", "input", "options");

    private static final String VIEW_OF_VERSION_9 = """
            {"status": "CONFIRMED", "version": 9, "currency": "GBP", "total": "10.01", "lines": [1],
             "placedAt": "2011-01-01T00:00:00Z", "updatedAt": "2011-01-01T00:00:01Z",
             "payment": {"capturedTotal": "10.00", "refundedTotal": "0.00"}}""";

    private final FakeTime time = new FakeTime();
    private FakeService service;

    @TempDir
    Path folder;

    @BeforeEach
    void startService() throws IOException {
        service = new FakeService();
    }

    @AfterEach
    void stopService() {
        service.close();
    }

    @Test
    void everyOrderIsAccountedForToThePenny() {
        ReplayReport report = replay("pm_card_visa", false);

        assertThat(failed(report)).isEmpty();
        assertThat(report.holds()).isTrue();
        assertThat(report.got().ends()).isEqualTo(Map.of(End.CONFIRMED, 4, End.REFUSED, 4));
        assertThat(report.got().money("GBP").captured()).isEqualTo("38.32");
        assertThat(service.count("PUT")).isEqualTo(8);
        assertThat(service.orders()).hasSize(4);
    }

    @Test
    void aSecondReplayMeetsTheOrdersOfTheFirst() {
        replay("pm_card_visa", true);
        ReplayReport second = replay("pm_card_visa", true);

        assertThat(failed(second)).isEmpty();
        assertThat(service.orders()).hasSize(4);
    }

    @Test
    void wholeOrdersAreCancelledAndTheirMoneyReturned() {
        ReplayReport report = replay("pm_card_visa", true);

        assertThat(failed(report)).isEmpty();
        assertThat(report.got().ends()).isEqualTo(Map.of(End.CONFIRMED, 3, End.CANCELLED, 1, End.REFUSED, 4));
        assertThat(report.got().money("GBP"))
                .isEqualTo(new Tally.Money(new BigDecimal("38.32"), new BigDecimal("38.32"), new BigDecimal("10.00")));
        assertThat(service.count("/cancellation")).isEqualTo(1);
    }

    @Test
    void declinedOrdersAreRejectedAsForetoldAndNeverCancelled() {
        ReplayReport report = replay("pm_card_chargeDeclined", true);

        assertThat(failed(report)).isEmpty();
        assertThat(report.got().rejectedBy()).isEqualTo(Map.of("PAYMENT_DECLINED", 4));
        assertThat(service.count("/cancellation")).isZero();
    }

    @Test
    void aBusyServiceIsAskedAgainAfterTheTimeItNamed() {
        service.spoil("PUT", Reply.of(429, "Retry-After", "7"))
                .spoil("PUT", Reply.of(503, "Retry-After", "9"))
                .spoil("GET", Reply.of(503))
                .spoil("PUT", Reply.CLOSED_CONNECTION)
                .spoil("PUT", Reply.of(409, "Retry-After", "1"));

        ReplayReport report = replay("pm_card_visa", false);

        assertThat(failed(report)).isEmpty();
        assertThat(report.setbacks()).isEqualTo(Map.of("429", 1L, "503", 2L, "409", 1L, "broken connection", 1L));
        assertThat(time.pauses()).anyMatch(pause -> isAbout(pause, 7)).anyMatch(pause -> isAbout(pause, 9));
    }

    @Test
    void silenceIsNotAnAnswer() {
        service.spoil("PUT " + path("100001"), Reply.SILENCE).spoil("GET " + path("100001"), Reply.SILENCE);

        ReplaySettings hasty = SampleShop.settings(service.url(), "pm_card_visa", false, Duration.ofMillis(300));
        ReplayReport report = replayer(hasty).run(Map.of(), outcome -> {}, new Progress(8, List.of()), time);

        assertThat(failed(report)).isEmpty();
        assertThat(report.setbacks().get("timeout")).isGreaterThanOrEqualTo(2L);
    }

    @Test
    void aServiceThatNeverHasTimeIsGivenUpAndReported() {
        for (int answer = 0; answer < 100; answer++) {
            service.spoil("PUT", Reply.of(503, "Retry-After", "25"));
        }
        ReplayReport report = replay("pm_card_visa", false);

        assertThat(report.holds()).isFalse();
        assertThat(report.got().ends()).isEqualTo(Map.of(End.UNANSWERED, 8));
        assertThat(service.count("PUT")).isEqualTo(24);
    }

    @Test
    void anIdThatBelongsToAnotherOrderIsAConflict() {
        replay("pm_card_visa", false);
        ReplayReport report = replay("pm_card_mastercard", false);

        assertThat(report.holds()).isFalse();
        assertThat(report.got().ends()).isEqualTo(Map.of(End.CONFLICT, 4, End.REFUSED, 4));
        assertThat(failed(report)).contains("orders that ended otherwise than foretold", "accepted orders");
    }

    @Test
    void refusalsForAnotherReasonAreNoticed() {
        String problem =
                "{\"code\":\"invalid-fields\",\"errors\":[{\"pointer\":\"/lines/0/sku\",\"code\":\"too_long\"}]}";
        service.spoil("PUT " + path("100003"), new Reply(422, Map.of(), problem));

        assertThat(failed(replay("pm_card_visa", false)))
                .containsExactly("refused: no customer", "refused: text too long", "refusals that name other faults");
    }

    @Test
    void aPennyTooMuchIsNoticed() {
        service.spoil("GET " + path("100009"), new Reply(200, Map.of(), VIEW_OF_VERSION_9));

        assertThat(failed(replay("pm_card_visa", false)))
                .containsExactly("total of accepted orders", "orders whose total is another");
    }

    @Test
    void breachesOfTheContractAreCounted() {
        service.spoil("GET " + path("100001"), Reply.of(404));
        service.spoil("GET " + path("100002"), new Reply(200, Map.of(), "{\"status\": 7}"));
        service.spoil("GET " + path("100009"), new Reply(200, Map.of("Retry-After", "1"), VIEW_OF_VERSION_9));

        ReplayReport report = replay("pm_card_visa", false);

        assertThat(report.got().breaches()).isEqualTo(Map.of("404 after 202", 1, "a version went backwards", 1));
        assertThat(report.got().ends(End.NOT_UNDERSTOOD)).isEqualTo(1);
        assertThat(failed(report)).contains("breaches of the contract", "orders that ended otherwise than foretold");
    }

    @Test
    void pollingWaitsAtLeastAsLongAsTheServiceAsks() {
        replay("pm_card_visa", false);

        long openPolls =
                time.pauses().stream().filter(pause -> isAbout(pause, 1)).count();
        assertThat(time.pauses()).hasSize(8);
        assertThat(openPolls).isEqualTo(8);
        assertThat(service.count("GET")).isEqualTo(8);
    }

    @Test
    void aStoppedReplayGoesOnFromItsJournal() {
        Path file = folder.resolve("journal.jsonl");
        ReplayReport stopped;
        try (Journal journal = Journal.begin(file, HEADER)) {
            Consumer<Outcome> stopping = outcome -> {
                journal.append(outcome);
                if (outcome.end() == End.ACCEPTED) {
                    time.stop();
                }
            };
            stopped = replayer("pm_card_visa", false).run(Map.of(), stopping, new Progress(8, List.of()), time);
        }
        assertThatNotAllWasSent(stopped);
        long sentBefore = service.count("PUT");

        FakeTime later = new FakeTime();
        Map<String, Outcome> before = Journal.read(file, HEADER);
        ReplayReport resumed;
        try (Journal journal = Journal.goOn(file)) {
            resumed = replayer("pm_card_visa", false)
                    .run(before, journal::append, new Progress(8, before.values()), later);
        }

        assertThat(before).isNotEmpty();
        assertThat(failed(resumed)).isEmpty();
        assertThat(resumed.complete()).isTrue();
        assertThat(service.count("PUT") - sentBefore).isEqualTo(8 - before.size());
        assertThat(Journal.read(file, HEADER))
                .hasSize(8)
                .allSatisfy((invoice, outcome) -> assertThat(outcome.isFinal()).isTrue());
    }

    private static void assertThatNotAllWasSent(ReplayReport stopped) {
        assertThat(stopped.complete()).isFalse();
        assertThat(failed(stopped)).containsExactly("orders sent and led to an end");
        assertThat(stopped.holds()).isFalse();
    }

    private ReplayReport replay(String paymentMethod, boolean cancelWholeOrders) {
        return replayer(paymentMethod, cancelWholeOrders)
                .run(Map.of(), outcome -> {}, new Progress(8, List.of()), time);
    }

    private Replay replayer(String paymentMethod, boolean cancelWholeOrders) {
        return replayer(SampleShop.settings(service.url(), paymentMethod, cancelWholeOrders));
    }

    private static Replay replayer(ReplaySettings settings) {
        return new Replay(settings, "the sample shop", SampleShop.book());
    }

    private static List<String> failed(ReplayReport report) {
        return report.verdicts().stream()
                .filter(verdict -> !verdict.holds())
                .map(Verdict::what)
                .toList();
    }

    private static String path(String invoiceNumber) {
        Invoice invoice = SampleShop.book().invoices().stream()
                .filter(one -> one.number().equals(invoiceNumber))
                .findFirst()
                .orElseThrow();
        return "/orders/" + new OrderIds("").of(invoice);
    }

    /** What was asked for, and at most a second of jitter on top. */
    private static boolean isAbout(Duration pause, int seconds) {
        return pause.compareTo(Duration.ofSeconds(seconds)) >= 0
                && pause.compareTo(Duration.ofSeconds(seconds + 1)) < 0;
    }
}

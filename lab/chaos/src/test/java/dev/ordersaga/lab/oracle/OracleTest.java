package dev.ordersaga.lab.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** The oracle reports nothing for a correct run, and detects the traces of each planted bug. */
class OracleTest {

    private record Bug(Promise detectedBy, Consumer<SampleRun> apply) {}

    @Test
    void aCorrectRunKeepsAllPromises() {
        assertThat(Oracle.judge(SampleRun.successful().stored())).isEmpty();
    }

    @TestFactory
    Stream<DynamicTest> everyPlantedBugIsDetected() {
        return bugs().entrySet().stream()
                .map(bug -> DynamicTest.dynamicTest(bug.getKey(), () -> {
                    SampleRun run = SampleRun.successful();
                    bug.getValue().apply().accept(run);
                    assertThat(run.brokenPromises()).contains(bug.getValue().detectedBy());
                }));
    }

    @Test
    void aStoredRunIsCheckedLikeTheOriginal(@TempDir Path folder) throws IOException {
        StoredRun run = SampleRun.successful().stored();
        StoredRun.write(StoredRun.Part.HISTORY, folder, run.history());
        StoredRun.write(StoredRun.Part.LEDGER, folder, run.ledger());
        StoredRun.write(StoredRun.Part.EVENTS, folder, run.events());
        StoredRun.write(StoredRun.Part.ORDERS, folder, run.finalOrders());
        StoredRun.write(StoredRun.Part.LEFTOVERS, folder, List.of(new LeftoverRow("saga", "paid")));
        StoredRun.write(StoredRun.Part.POISONED, folder, List.of("other"));
        StoredRun.write(StoredRun.Part.CASES, folder, List.of("other"));
        assertThat(Oracle.judge(StoredRun.read(folder)))
                .containsExactly(new Violation(Promise.O8, "paid", "leaves a saga behind"));
        assertThat(Files.list(folder)).hasSize(7);
    }

    private static Map<String, Bug> bugs() {
        Map<String, Bug> bugs = new TreeMap<>(clientBugs());
        bugs.putAll(viewBugs());
        bugs.putAll(stateBugs());
        bugs.putAll(caseBugs());
        bugs.putAll(deadlineBugs());
        return bugs;
    }

    private static Map<String, Bug> clientBugs() {
        return Map.of(
                "a random key with each repetition charges twice",
                new Bug(Promise.O5, run -> {
                    run.ledger("auth", "pi_again", "another key", "paid", 1530);
                    run.ledger("capture", "pi_again", "another key", "paid", 1530);
                }),
                "the provider ignores the idempotency key",
                new Bug(Promise.O4, run -> run.ledger("capture", "pi_paid", "paid/authorize/1", "paid", 0)),
                "accepted before the commit",
                new Bug(Promise.O1, run -> run.respond("place", "lost", "key of lost", "lost")),
                "a repeated request makes a second order",
                new Bug(Promise.O1, run -> run.event("twin", "OrderPlaced", ",'customerId':'paid'")),
                "an order that no client requested",
                new Bug(Promise.O1, run -> run.event("ghost", "OrderPlaced", ",'customerId':'ghost'")),
                "one key, two orders",
                new Bug(Promise.O2, run -> run.respond("place", "paid", "key of paid", "declined")),
                "a handler's failure is logged and skipped",
                new Bug(Promise.O3, run -> {
                    run.remove("paid", "OrderConfirmed");
                    run.replaceFinalOrder(
                            "paid", s -> new FinalOrder("paid", "AWAITING_PAYMENT", 1, true, 0, 0, "PENDING", 1));
                }),
                "an event is lost",
                new Bug(Promise.O7, run -> run.remove("back", "RefundRequested")));
    }

    private static Map<String, Bug> viewBugs() {
        return Map.of(
                "a rebuilt view lacks an event",
                new Bug(
                        Promise.O6,
                        run -> run.finalOrders.addFirst(
                                new FinalOrder("back", "CONFIRMED", 3, false, 1530, 500, "PARTIALLY_REFUNDED", 3))),
                "a row of the view is written without a version check",
                new Bug(
                        Promise.O6,
                        run -> run.replaceFinalOrder(
                                "back", s -> new FinalOrder("back", "CONFIRMED", 4, false, 1530, 500, "", 3))),
                "404 after 202",
                new Bug(Promise.O6, run -> run.poll("paid", 404, null)),
                "reads of a client are not monotonic",
                new Bug(Promise.O6, run -> {
                    run.poll("paid", 200, 2L);
                    run.poll("paid", 200, 1L);
                }));
    }

    private static Map<String, Bug> stateBugs() {
        return Map.of(
                "a deadline is not cancelled",
                new Bug(Promise.O8, run -> run.leftovers.add(new LeftoverRow("deadline", "paid"))),
                "a charge after the cancellation is not refunded",
                new Bug(Promise.O5, run -> run.ledger.removeIf(line -> "re_cancelled".equals(line.pspId()))),
                "more is refunded than was captured",
                new Bug(Promise.O5, run -> run.ledger("refund", "re_more", "back/refund/2", "back", 1100)),
                "a refund is recorded that never happened",
                new Bug(Promise.O5, run -> run.ledger.removeIf(line -> "re_back".equals(line.pspId()))),
                "an attempt stays without a result",
                new Bug(
                        Promise.O10,
                        run -> run.events.removeIf(event -> event.type().equals("PaymentDeclined"))),
                "a charge without an order",
                new Bug(Promise.O10, run -> run.ledger("auth", "pi_x", "x", "unknown-order", 100)),
                "a temporary database failure ends in a dead letter",
                new Bug(Promise.O9, run -> run.leftovers.add(new LeftoverRow("quarantine", "paid"))),
                "an event is stored twice",
                new Bug(Promise.O7, run -> run.events.add(run.events.getFirst())));
    }

    private static Map<String, Bug> caseBugs() {
        return Map.of(
                "an end state that wants a person has no case",
                new Bug(
                        Promise.O12,
                        run -> run.replaceFinalOrder(
                                "paid",
                                s -> new FinalOrder("paid", "CONFIRMED", 2, false, 1530, 0, "CAPTURE_FAILED", 2))),
                "a definite refusal is taken for silence",
                new Bug(
                        Promise.O3,
                        run -> run.replaceFinalOrder(
                                "cancelled",
                                s -> new FinalOrder("cancelled", "CANCELLED", 4, true, 1530, 1530, "RELEASING", 4))),
                "a failed refund has no case",
                new Bug(Promise.O12, run -> run.event("back", "RefundFailed", ",'refund':2")),
                "a refund hides the failure of one that was requested before",
                new Bug(Promise.O12, run -> {
                    run.event("back", "RefundRequested", ",'refund':2,'amount':'1.00 GBP'");
                    run.event("back", "RefundRequested", ",'refund':3,'amount':'6.00 GBP'");
                    run.event("back", "RefundFailed", ",'refund':2,'amount':'1.00 GBP'");
                }),
                "a refund by hand is not noticed",
                new Bug(Promise.O12, run -> run.ledger("refund", "re_hand", null, "paid", 500)));
    }

    private static Map<String, Bug> deadlineBugs() {
        return Map.of(
                "the deadline runs before the provider is asked",
                new Bug(Promise.O13, run -> {
                    run.remove("paid", "OrderConfirmed");
                    run.event("paid", "PaymentDelayed", "");
                    run.event("paid", "PaymentCheckRequested", "");
                    run.event("paid", "OrderRejected", ",'reason':'PAYMENT_TIMED_OUT'");
                }),
                "the deadline passes without a look at the provider",
                new Bug(Promise.O11, run -> {
                    run.remove("paid", "OrderConfirmed");
                    run.event("paid", "PaymentActionRequested", ",'actUntil':'2026-11-29T10:00:01Z'");
                    run.event("paid", "OrderRejected", ",'reason':'PAYMENT_TIMED_OUT'");
                }));
    }

    @Test
    void whatWantsAPersonIsPermittedAsACase() {
        SampleRun run = SampleRun.successful();
        run.ledger("refund", "re_hand", null, "paid", 500);
        run.cases.add("paid");
        assertThat(Oracle.judge(run.stored())).isEmpty();
    }

    @Test
    void aRefundAfterAFailedReleaseCounts() {
        SampleRun run = SampleRun.successful();
        run.event("cancelled", "ReleaseFailed", ",'captured':'15.30 GBP','refunded':'0.00 GBP'");
        run.event("cancelled", "RefundRequested", ",'refund':1,'amount':'15.30 GBP'");
        run.event("cancelled", "RefundSucceeded", ",'refund':1,'amount':'15.30 GBP'");
        run.replaceFinalOrder(
                "cancelled", s -> new FinalOrder("cancelled", "CANCELLED", 7, false, 1530, 1530, "REFUNDED", 7));
        assertThat(Oracle.judge(run.stored())).isEmpty();

        run.remove("cancelled", "RefundSucceeded");
        assertThat(run.brokenPromises()).contains(Promise.O5);
    }

    @Test
    void aRefundThatIsRequestedAfterAFailureReplacesIt() {
        SampleRun run = SampleRun.successful();
        run.event("back", "RefundRequested", ",'refund':2,'amount':'1.00 GBP'");
        run.event("back", "RefundFailed", ",'refund':2,'amount':'1.00 GBP'");
        run.event("back", "RefundRequested", ",'refund':3,'amount':'1.00 GBP'");
        assertThat(run.brokenPromises()).doesNotContain(Promise.O12);
    }

    @Test
    void whoPaysAfterTheDeadlineIsRejected() {
        SampleRun run = SampleRun.successful();
        run.remove("paid", "OrderConfirmed");
        run.event("paid", "PaymentActionRequested", ",'actUntil':'2026-11-29T09:59:59Z'");
        run.event("paid", "OrderRejected", ",'reason':'PAYMENT_TIMED_OUT'");
        assertThat(run.brokenPromises()).doesNotContain(Promise.O11);
    }

    @Test
    void whoseProviderDoesNotAnswerIsRejected() {
        SampleRun run = SampleRun.successful();
        run.remove("paid", "OrderConfirmed");
        run.payment("paid", "PaymentUnanswered");
        run.event("paid", "PaymentDelayed", "");
        run.event("paid", "PaymentCheckRequested", "");
        run.event("paid", "OrderRejected", ",'reason':'PAYMENT_TIMED_OUT'");
        assertThat(run.brokenPromises()).doesNotContain(Promise.O13);
    }
}

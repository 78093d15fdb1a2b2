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

/** The oracle is silent about a good run, and sees what each of these bugs would leave in one. */
class OracleTest {

    private record Bug(Promise seenBy, Consumer<SampleRun> plant) {}

    @Test
    void aRunThatWentWellKeepsAllPromises() {
        assertThat(Oracle.judge(SampleRun.thatWentWell().stored())).isEmpty();
    }

    @TestFactory
    Stream<DynamicTest> everyPlantedBugIsSeen() {
        return bugs().entrySet().stream()
                .map(bug -> DynamicTest.dynamicTest(bug.getKey(), () -> {
                    SampleRun run = SampleRun.thatWentWell();
                    bug.getValue().plant().accept(run);
                    assertThat(run.broken()).contains(bug.getValue().seenBy());
                }));
    }

    @Test
    void aStoredRunIsJudgedLikeTheOneThatWasStored(@TempDir Path folder) throws IOException {
        StoredRun run = SampleRun.thatWentWell().stored();
        StoredRun.write(StoredRun.Part.HISTORY, folder, run.history());
        StoredRun.write(StoredRun.Part.LEDGER, folder, run.ledger());
        StoredRun.write(StoredRun.Part.EVENTS, folder, run.events());
        StoredRun.write(StoredRun.Part.SHOWN, folder, run.shown());
        StoredRun.write(StoredRun.Part.LEFTOVERS, folder, List.of(new Leftover("saga", "paid")));
        StoredRun.write(StoredRun.Part.POISONED, folder, List.of("other"));
        assertThat(Oracle.judge(StoredRun.read(folder)))
                .containsExactly(new Violation(Promise.O8, "paid", "leaves a saga behind"));
        assertThat(Files.list(folder)).hasSize(6);
    }

    private static Map<String, Bug> bugs() {
        Map<String, Bug> bugs = new TreeMap<>(bugsThatClientsMeet());
        bugs.putAll(bugsOfTheView());
        bugs.putAll(bugsThatAreLeftBehind());
        return bugs;
    }

    private static Map<String, Bug> bugsThatClientsMeet() {
        return Map.of(
                "a random key with each repetition charges twice",
                new Bug(Promise.O5, run -> {
                    run.ledger("auth", "pi_again", "another key", "paid", 1530);
                    run.ledger("capture", "pi_again", "another key", "paid", 1530);
                }),
                "the provider's key is not honoured",
                new Bug(Promise.O4, run -> run.ledger("capture", "pi_paid", "paid/authorize/1", "paid", 0)),
                "accepted before the commit",
                new Bug(Promise.O1, run -> run.told("place", "lost", "key of lost", "lost")),
                "a repeated request makes a second order",
                new Bug(Promise.O1, run -> run.event("twin", "OrderPlaced", ",'customerId':'paid'")),
                "an order that nobody asked for",
                new Bug(Promise.O1, run -> run.event("ghost", "OrderPlaced", ",'customerId':'ghost'")),
                "one key, two orders",
                new Bug(Promise.O2, run -> run.told("place", "paid", "key of paid", "declined")),
                "a handler's failure is logged and skipped",
                new Bug(Promise.O3, run -> {
                    run.loses("paid", "OrderConfirmed");
                    run.shownAs(
                            "paid", s -> new FinalOrderView("paid", "AWAITING_PAYMENT", 1, true, 0, 0, "PENDING", 1));
                }),
                "an event is lost",
                new Bug(Promise.O7, run -> run.loses("back", "RefundRequested")));
    }

    private static Map<String, Bug> bugsOfTheView() {
        return Map.of(
                "a view that was built anew lacks an event",
                new Bug(
                        Promise.O6,
                        run -> run.shown.addFirst(
                                new FinalOrderView("back", "CONFIRMED", 3, false, 1530, 500, "PARTIALLY_REFUNDED", 3))),
                "a row of the view is written without a look at its version",
                new Bug(
                        Promise.O6,
                        run -> run.shownAs(
                                "back", s -> new FinalOrderView("back", "CONFIRMED", 4, false, 1530, 500, "", 3))),
                "404 after 202",
                new Bug(Promise.O6, run -> run.poll("paid", 404, null)),
                "a client sees the view go back",
                new Bug(Promise.O6, run -> {
                    run.poll("paid", 200, 2L);
                    run.poll("paid", 200, 1L);
                }));
    }

    private static Map<String, Bug> bugsThatAreLeftBehind() {
        return Map.of(
                "a deadline is not cancelled",
                new Bug(Promise.O8, run -> run.leftovers.add(new Leftover("deadline", "paid"))),
                "an answer after the cancellation is not given back",
                new Bug(Promise.O5, run -> run.ledger.removeIf(line -> "re_cancelled".equals(line.pspId()))),
                "more is refunded than was taken",
                new Bug(Promise.O5, run -> run.ledger("refund", "re_more", "back/refund/2", "back", 1100)),
                "a refund is recorded that never happened",
                new Bug(Promise.O5, run -> run.ledger.removeIf(line -> "re_back".equals(line.pspId()))),
                "an attempt stays without an answer",
                new Bug(
                        Promise.O10,
                        run -> run.events.removeIf(event -> event.type().equals("PaymentDeclined"))),
                "a charge without an order",
                new Bug(Promise.O10, run -> run.ledger("auth", "pi_x", "x", "nobody's", 100)),
                "a database hiccup ends in quarantine",
                new Bug(Promise.O9, run -> run.leftovers.add(new Leftover("quarantine", "paid"))),
                "an event is stored twice",
                new Bug(Promise.O7, run -> run.events.add(run.events.getFirst())));
    }
}

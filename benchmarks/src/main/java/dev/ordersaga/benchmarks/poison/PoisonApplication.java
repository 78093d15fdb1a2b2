package dev.ordersaga.benchmarks.poison;

import dev.ordersaga.benchmarks.house.Engine;
import dev.ordersaga.benchmarks.house.House;
import dev.ordersaga.benchmarks.house.HouseOptions;
import dev.ordersaga.benchmarks.house.Layout;
import dev.ordersaga.benchmarks.house.Machine;
import dev.ordersaga.benchmarks.house.Pause;
import dev.ordersaga.benchmarks.house.StandInProvider;
import dev.ordersaga.benchmarks.latency.OpenLoop;
import dev.ordersaga.benchmarks.oracle.Books;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.HdrHistogram.Histogram;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Orders that neither the view nor the saga can handle, among others: what becomes of the others, and of them. */
@Command(
        name = "poison",
        description =
                "Latency of all other orders while some cannot be handled; then repair, retry and a look at the books.",
        mixinStandardHelpOptions = true)
public final class PoisonApplication implements Callable<Integer> {

    private static final double MOST = 1.3;
    private static final String GOOD = "600d";
    private static final String EVERYTHING =
            "{\"state\": \"%s\", \"perSecond\": 50, \"atMost\": 100000, \"reason\": \"the triggers are gone\"}";

    @Mixin
    HouseOptions house = new HouseOptions();

    @Option(names = "--rate", defaultValue = "20", description = "Orders a second. Default: ${DEFAULT-VALUE}")
    int rate;

    @Option(names = "--warm-up", defaultValue = "30", description = "Seconds before. Default: ${DEFAULT-VALUE}")
    int warmUp;

    @Option(names = "--seconds", defaultValue = "40", description = "Of each part. Default: ${DEFAULT-VALUE}")
    int seconds;

    @Option(names = "--one-in", defaultValue = "100", description = "Poisoned orders. Default: one in ${DEFAULT-VALUE}")
    int oneIn;

    @Option(names = "--patience", defaultValue = "60", description = "Seconds to settle. Default: ${DEFAULT-VALUE}")
    int patience;

    @Option(names = "--layout", defaultValue = "ONE", description = "ONE or THREE. Default: ${DEFAULT-VALUE}")
    Layout layout = Layout.ONE;

    private final List<UUID> poisoned = Collections.synchronizedList(new ArrayList<>());

    /**
     * @param before without poison, and after the repair once more
     * @param with the orders that are not poisoned, while others are
     */
    private record Outcome(OpenLoop.Result before, OpenLoop.Result with, OpenLoop.Result after, Aftermath aftermath) {

        Histogram well() {
            Histogram both = before.confirmed().copy();
            both.add(after.confirmed());
            return both;
        }

        double ratio(double percentile) {
            return (double) with.confirmed().getValueAtPercentile(percentile) / well().getValueAtPercentile(percentile);
        }

        boolean holds() {
            long failed = before.failed() + with.failed() + after.failed();
            return failed == 0 && ratio(99) <= MOST && aftermath.isClean();
        }
    }

    /** Orders in quarantine before the repair, and how many of them were given up by then. */
    private record Waited(long all, long dead) {}

    private record Aftermath(
            int poisoned, Waited waited, long confirmed, long left, long doubled, long unequal, int wrong) {

        Aftermath(int poisoned, Waited waited, long confirmed, Poison now, int wrong) throws SQLException {
            this(poisoned, waited, confirmed, now.quarantined(), now.doubled(), now.unequal(), wrong);
        }

        boolean isClean() {
            return waited.all() == poisoned && confirmed == poisoned && left + doubled + unequal + wrong == 0;
        }

        String inWords() {
            return ("Poisoned: %d. In quarantine: %d, %d of them given up. After the repair and a retry by the operators'"
                            + " interface: %d confirmed, %d left in quarantine; done twice or with a hole: %d; rows of the"
                            + " view that are not the fold: %d; differences from the provider's ledger: %d.%n")
                    .formatted(poisoned, waited.all(), waited.dead(), confirmed, left, doubled, unequal, wrong);
        }
    }

    @Override
    public Integer call() throws Exception {
        Path folder = house.folder("poison");
        List<String> settings = new ArrayList<>(StandInProvider.settings());
        settings.add("--payment.deadline=30m");
        try (StandInProvider provider = StandInProvider.start(house.jars(), folder);
                House running = House.start(layout, Engine.OURS, house.jars(), folder, settings);
                Poison poison = new Poison(running.databasePort());
                OpenLoop load = new OpenLoop(running.commandUrl(), running.queryUrl())) {
            poison.strew();
            OpenLoop.Ids good = new OpenLoop.Ids(number -> ending(GOOD), id -> true);
            load.run(rate, warmUp, good);
            OpenLoop.Result before = load.run(rate, seconds, good);
            OpenLoop.Ids some =
                    new OpenLoop.Ids(this::withPoison, id -> id.toString().endsWith(GOOD));
            OpenLoop.Result with = load.run(rate, seconds, some);
            Waited waited = new Waited(poison.quarantined(), poison.dead());
            poison.remove();
            long confirmed = repair(running, poison);
            OpenLoop.Result after = load.run(rate, seconds, good);
            Path ledger = folder.resolve("payment-simulator/ledger.jsonl");
            int wrong = Books.wrongs(ledger, running.databasePort()).size();
            Aftermath aftermath = new Aftermath(poisoned.size(), waited, confirmed, poison, wrong);
            Outcome outcome = new Outcome(before, with, after, aftermath);
            house.publish(report(outcome));
            return outcome.holds() ? 0 : 1;
        }
    }

    /** Half of the poisoned ones stop the view, the others the saga. */
    private UUID withPoison(int number) {
        if (number % oneIn != oneIn / 2) {
            return ending(GOOD);
        }
        UUID id = ending(number / oneIn % 2 == 0 ? Poison.FOR_THE_VIEW : Poison.FOR_THE_SAGA);
        poisoned.add(id);
        return id;
    }

    private static UUID ending(String digits) {
        return UUID.fromString(UUID.randomUUID().toString().replaceFirst(".{4}$", digits));
    }

    /** As an operator does it. @return how many of the poisoned orders are confirmed, once nothing waits any more */
    private long repair(House running, Poison poison) throws IOException, InterruptedException, SQLException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            for (String state : List.of("DEAD", "RETRYING")) {
                HttpRequest retry = HttpRequest.newBuilder(URI.create(running.operationsUrl() + "/quarantine/retries"))
                        .header("Operator", "benchmark")
                        .header("Idempotency-Key", "repaired-" + state)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(EVERYTHING.formatted(state)))
                        .build();
                HttpResponse<String> answer = http.send(retry, BodyHandlers.ofString());
                if (answer.statusCode() != 200) {
                    throw new IllegalStateException("the retry got " + answer.statusCode() + ": " + answer.body());
                }
            }
            long confirmed = confirmed(http, running);
            for (int i = 0; i < patience && (confirmed < poisoned.size() || poison.quarantined() > 0); i++) {
                Pause.of(1_000);
                confirmed = confirmed(http, running);
            }
            return confirmed;
        }
    }

    private long confirmed(HttpClient http, House running) throws IOException, InterruptedException {
        long confirmed = 0;
        for (UUID id : poisoned) {
            HttpRequest look = HttpRequest.newBuilder(URI.create(running.queryUrl() + "/orders/" + id))
                    .build();
            if (http.send(look, BodyHandlers.ofString()).body().contains("\"status\":\"CONFIRMED\"")) {
                confirmed++;
            }
        }
        return confirmed;
    }

    private String report(Outcome outcome) {
        StringBuilder text = new StringBuilder("# One order in %d cannot be handled%n%n".formatted(oneIn));
        text.append(Machine.description()).append(System.lineSeparator());
        text.append(
                "%d orders/s, %d s of warm-up, %d s each, %s. Triggers in the database let the status view's row, or the saga, of the poisoned orders fail; times are those of all others, from the moment at which they were meant to be placed until they are seen confirmed.%n%n"
                        .formatted(rate, warmUp, seconds, layout == Layout.ONE ? "one process" : "three processes"));
        text.append("| | orders | failed | p50 | p99 | p99.9 |%n|---|---|---|---|---|---|%n".formatted());
        text.append(line("before", outcome.before()))
                .append(line("with poison", outcome.with()))
                .append(line("after the repair", outcome.after()));
        text.append("%nWith poison beside without: %.2f at p50, %.2f at p99.%n"
                .formatted(outcome.ratio(50), outcome.ratio(99)));
        text.append(outcome.aftermath().inWords());
        text.append(
                outcome.holds()
                        ? "It holds.%n".formatted()
                        : "It does not hold: p99 above %.1f, or see above.%n".formatted(MOST));
        return text.toString();
    }

    private static String line(String part, OpenLoop.Result result) {
        Histogram times = result.confirmed();
        return "| %s | %d | %d | %s | %s | %s |%n"
                .formatted(
                        part,
                        times.getTotalCount(),
                        result.failed(),
                        millis(times.getValueAtPercentile(50)),
                        millis(times.getValueAtPercentile(99)),
                        millis(times.getValueAtPercentile(99.9)));
    }

    private static String millis(long micros) {
        return "%.1f ms".formatted(micros / 1000.0);
    }
}

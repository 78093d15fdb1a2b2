package dev.ordersaga.lab.replay;

import dev.ordersaga.lab.replay.Outcome.Timing;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** One replay from the book of invoices to the report: what is planned, what the files foretell, what came of it. */
final class Replay {

    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(20);

    private final ReplaySettings settings;
    private final String input;
    private final InvoiceBook book;
    private final ReplayPlan plan;
    private final ExpectedFromFiles expected;

    /** @param input where the book came from, for the report */
    Replay(ReplaySettings settings, String input, InvoiceBook book) {
        this.settings = settings;
        this.input = input;
        this.book = book;
        this.plan = ReplayPlan.of(book, settings);
        this.expected = ExpectedFromFiles.of(book, plan, settings.currency());
    }

    /** What the input holds and foretells, without asking anybody. */
    ReplayReport.Files files() {
        return ReplayReport.Files.of(book, expected);
    }

    /** How many orders there are to send. */
    int size() {
        return plan.orders().size();
    }

    /** Fails at once where nobody answers, rather than after {@code --patience} with every order. */
    void requireService() {
        try (HttpClient client = client()) {
            client.send(requests().poll(new UUID(0, 0), null), BodyHandlers.discarding());
        } catch (IOException e) {
            throw new InputException(
                    "Nobody answers at " + settings.url() + " (" + e + "): is the service started?", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Sends everything and waits for every end.
     *
     * @param before what a former run of the same replay knows, by invoice
     * @param journal told every outcome as it happens
     */
    ReplayReport run(Map<String, Outcome> before, Consumer<Outcome> journal, Progress progress, ReplayTime time) {
        Instant started = time.now();
        Setbacks setbacks = new Setbacks();
        Map<String, Outcome> outcomes;
        try (HttpClient client = client()) {
            OrderReplay order = orderReplay(client, time, setbacks);
            outcomes = new ReplayRun(order, journal, progress, time, settings.mostOpen()).run(plan.orders(), before);
        }
        return report(outcomes, before, new Span(started, Duration.between(started, time.now())), setbacks);
    }

    private OrderReplay orderReplay(HttpClient client, ReplayTime time, Setbacks setbacks) {
        BackOff backOff = new BackOff(
                FIRST_PAUSE, LONGEST_PAUSE, () -> ThreadLocalRandom.current().nextDouble());
        Patience patience = new Patience(settings.patience(), backOff, time);
        OrderRequests requests = requests();
        PatientHttp writes = new PatientHttp(client, settings.concurrency(), patience, setbacks);
        PatientHttp reads = new PatientHttp(client, settings.concurrency(), patience, setbacks);
        SettledWatch watch = new SettledWatch(requests, reads, patience);
        return new OrderReplay(requests, writes, watch, time, time.now());
    }

    private OrderRequests requests() {
        return new OrderRequests(settings.url(), settings.currency(), settings.longestAnswer());
    }

    private static HttpClient client() {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(CONNECT)
                .executor(Executors.newVirtualThreadPerTaskExecutor())
                .build();
    }

    private ReplayReport report(
            Map<String, Outcome> outcomes, Map<String, Outcome> before, Span span, Setbacks setbacks) {
        Tally got = Tally.of(outcomes.values(), span.started());
        List<Outcome> ofThisRun = outcomes.values().stream()
                .filter(Outcome::isFinal)
                .filter(outcome -> !wasFinal(before.get(outcome.invoice())))
                .toList();
        return new ReplayReport(
                settings.url().toString(),
                input,
                span.started(),
                span.took(),
                outcomes.size() == plan.orders().size()
                        && outcomes.values().stream().allMatch(Outcome::isFinal),
                files(),
                got,
                Verdicts.of(plan.orders(), expected, outcomes, got),
                setbacks.counts(),
                ofThisRun.size() / Math.max(0.001, span.took().toMillis() / 1000.0),
                latencies(outcomes.values()),
                ReplayReport.Throughput.of(ofThisRun, span.started(), span.took()));
    }

    private static boolean wasFinal(@Nullable Outcome former) {
        return former != null && former.isFinal();
    }

    private static List<Latencies> latencies(Collection<Outcome> outcomes) {
        return List.of(
                Latencies.of("PUT until its answer", timings(outcomes, Timing::put)),
                Latencies.of("PUT until seen settled by polling", timings(outcomes, Timing::settled)),
                Latencies.of("placed until settled by the service's clock", timings(outcomes, Timing::service)));
    }

    private static LongStream timings(Collection<Outcome> outcomes, Function<Timing, @Nullable Long> which) {
        return outcomes.stream()
                .<@Nullable Long>map(outcome -> which.apply(outcome.timing()))
                .filter(Objects::nonNull)
                .mapToLong(Long::longValue);
    }

    private record Span(Instant started, Duration took) {}
}

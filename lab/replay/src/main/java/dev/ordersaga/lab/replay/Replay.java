package dev.ordersaga.lab.replay;

import dev.ordersaga.lab.replay.shop.Invoices;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** Replay of all invoices: sends the planned orders, oldest first, each by its own virtual thread, and reports. */
final class Replay {

    private final ReplayOptions options;
    private final ReplayTime time;
    private final RetryPolicy retryPolicy;
    private final ReplayPlan plan;
    private final ExpectedTotals expected;

    Replay(ReplayOptions options, Invoices invoices, ReplayTime time) {
        this.options = options;
        this.time = time;
        this.retryPolicy = new RetryPolicy(
                Duration.ofSeconds(options.retryTimeout),
                time,
                () -> ThreadLocalRandom.current().nextDouble());
        this.plan = ReplayPlan.of(invoices, options);
        this.expected = ExpectedTotals.of(invoices, plan, options.currency);
    }

    /** Report with all outcomes, in the order of the plan. */
    record Result(Report report, Collection<Outcome> outcomes) {}

    ExpectedTotals expected() {
        return expected;
    }

    /** Throws {@link IOException} at once when the service does not respond, instead of after the retries. */
    void requireService() throws IOException, InterruptedException {
        try (OrderClient client = new OrderClient(options, retryPolicy)) {
            client.requireReachable();
        }
    }

    /**
     * Sends all orders and waits for their outcomes. An interrupt of the calling thread stops it: orders that have no
     * outcome yet are missing in the result.
     */
    Result run(Progress progress) {
        Instant started = time.now();
        try (OrderClient client = new OrderClient(options, retryPolicy)) {
            Map<String, Outcome> outcomes = outcomes(futures(client, started, progress));
            // The report is written also after an interrupt.
            Thread.interrupted();
            return new Result(report(outcomes, started, client.retries()), outcomes.values());
        }
    }

    private List<Future<Outcome>> futures(OrderClient client, Instant started, Progress progress) {
        Semaphore permits = new Semaphore(options.maxOpen);
        List<Future<Outcome>> futures = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            try {
                for (PlannedOrder order : plan.orders()) {
                    permits.acquire();
                    progress.sent();
                    OrderReplay replay = new OrderReplay(order, client, retryPolicy, started);
                    futures.add(threads.submit(() -> {
                        try {
                            Outcome outcome = replay.run();
                            progress.done(outcome.result());
                            return outcome;
                        } finally {
                            permits.release();
                        }
                    }));
                }
            } catch (InterruptedException e) {
                // Closing the executor then interrupts all orders that are under way.
                Thread.currentThread().interrupt();
            }
        }
        return futures;
    }

    /** Outcomes by invoice number; interrupted orders have none. */
    private static Map<String, Outcome> outcomes(List<Future<Outcome>> futures) {
        Map<String, Outcome> outcomes = new LinkedHashMap<>();
        for (Future<Outcome> future : futures) {
            if (future.state() == Future.State.SUCCESS) {
                outcomes.put(future.resultNow().invoice(), future.resultNow());
            } else if (!(future.exceptionNow() instanceof InterruptedException)) {
                throw new IllegalStateException("The replay failed", future.exceptionNow());
            }
        }
        return outcomes;
    }

    private Report report(Map<String, Outcome> outcomes, Instant started, Map<String, Long> retries) {
        Duration duration = Duration.between(started, time.now());
        OutcomeTotals actual = OutcomeTotals.of(outcomes.values(), started);
        List<Outcome> done = outcomes.values().stream()
                .filter(outcome -> outcome.result().isFinal())
                .toList();
        return new Report(
                options.url.toString(),
                options.inputName(),
                started,
                duration,
                done.size() == plan.orders().size(),
                expected,
                actual,
                Verdicts.of(plan.orders(), expected, outcomes, actual),
                retries,
                done.size() / Math.max(0.001, duration.toMillis() / 1000.0),
                List.of(
                        latency("PUT until its response", outcomes, Outcome.Timing::put),
                        latency("PUT until seen settled by polling", outcomes, Outcome.Timing::settled),
                        latency("placed until settled by the service's clock", outcomes, Outcome.Timing::service)),
                Report.Throughput.of(done, started, duration));
    }

    private static Report.Latency latency(
            String what, Map<String, Outcome> outcomes, Function<Outcome.Timing, @Nullable Long> timing) {
        LongStream micros = outcomes.values().stream()
                .<@Nullable Long>map(outcome -> timing.apply(outcome.timing()))
                .filter(Objects::nonNull)
                .mapToLong(Long::longValue);
        return Report.Latency.of(what, micros);
    }
}

package dev.ordersaga.lab.replay;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Progress display: prints one line with count, rate and estimated time left every few seconds, and one at the end. */
final class Progress implements AutoCloseable {

    private static final Duration INTERVAL = Duration.ofSeconds(5);

    private final int total;
    private final ReplayTime time;
    private final PrintStream out;
    private final AtomicInteger open = new AtomicInteger();
    private final AtomicInteger done = new AtomicInteger();
    private final AtomicInteger refused = new AtomicInteger();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("progress").factory());
    private Instant previousTime;
    private int previousDone;

    /** Starts to print. */
    Progress(int total, ReplayTime time, PrintStream out) {
        this.total = total;
        this.time = time;
        this.out = out;
        this.previousTime = time.now();
        var unused = timer.scheduleWithFixedDelay(
                this::print, INTERVAL.toMillis(), INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Counts an order that is sent. */
    void sent() {
        open.incrementAndGet();
    }

    /** Counts the outcome of an order that was sent. */
    void done(Outcome.Result result) {
        open.decrementAndGet();
        done.incrementAndGet();
        if (result == Outcome.Result.REFUSED) {
            refused.incrementAndGet();
        }
    }

    private void print() {
        out.println(line(time.now()));
    }

    /** Line at this time; the rate is that since the line before. */
    synchronized String line(Instant now) {
        int current = done.get();
        double seconds = Duration.between(previousTime, now).toMillis() / 1000.0;
        double rate = seconds == 0 ? 0 : (current - previousDone) / seconds;
        previousTime = now;
        previousDone = current;
        String left = rate == 0
                ? "-"
                : Duration.ofSeconds(Math.round((total - current) / rate)).toString();
        return String.format(
                Locale.ROOT,
                "%,d/%,d %3d %%  %,.0f orders/s  ETA %s  open %,d  refused %,d",
                current,
                total,
                total == 0 ? 100 : 100L * current / total,
                rate,
                left,
                open.get(),
                refused.get());
    }

    @Override
    public void close() {
        timer.close();
        print();
    }
}

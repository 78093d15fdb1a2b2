package dev.ordersaga.lab.replay;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;

/** How far a replay is, in one line: bar, numbers, orders per second of the last seconds, time to go. */
final class Progress {

    private static final int BAR = 24;
    private static final Duration WINDOW = Duration.ofSeconds(15);

    private final int all;
    private final AtomicInteger open = new AtomicInteger();
    private final AtomicInteger ended = new AtomicInteger();
    private final AtomicInteger refused = new AtomicInteger();
    private final Deque<Sample> window = new ArrayDeque<>();
    private final int endedBefore;

    /**
     * @param all how many orders there are to lead to an end
     * @param before what a former run knows
     */
    Progress(int all, Collection<Outcome> before) {
        this.all = all;
        this.endedBefore = (int) before.stream().filter(Outcome::isFinal).count();
    }

    /** One more order is at the service and not settled. */
    void opened() {
        open.incrementAndGet();
    }

    /** @param wasOpen whether the order had been {@link #opened} */
    void ended(Outcome outcome, boolean wasOpen) {
        ended.incrementAndGet();
        if (wasOpen) {
            open.decrementAndGet();
        }
        if (outcome.end() == Outcome.End.REFUSED) {
            refused.incrementAndGet();
        }
    }

    /** The state at this time; to be called by one thread, again and again. */
    String line(Instant now) {
        int endedNow = ended.get();
        int done = endedBefore + endedNow;
        double rate = rate(new Sample(now, endedNow));
        return String.format(
                Locale.ROOT,
                "[%s] %,d/%,d %3d %%  %,.0f orders/s  ETA %s  open %,d  refused %,d",
                bar(done),
                done,
                all,
                all == 0 ? 100 : 100L * done / all,
                rate,
                eta(rate, all - done),
                open.get(),
                refused.get());
    }

    private double rate(Sample now) {
        window.addLast(now);
        while (Duration.between(window.getFirst().at(), now.at()).compareTo(WINDOW) > 0) {
            window.removeFirst();
        }
        Sample oldest = window.getFirst();
        double seconds = Duration.between(oldest.at(), now.at()).toMillis() / 1000.0;
        return seconds == 0 ? 0 : (now.ended() - oldest.ended()) / seconds;
    }

    private static String eta(double rate, int left) {
        if (left == 0) {
            return "0:00";
        }
        if (rate == 0) {
            return "-";
        }
        Duration eta = Duration.ofSeconds(Math.round(left / rate));
        return eta.toHours() > 0
                ? String.format(Locale.ROOT, "%d:%02d:%02d", eta.toHours(), eta.toMinutesPart(), eta.toSecondsPart())
                : String.format(Locale.ROOT, "%d:%02d", eta.toMinutes(), eta.toSecondsPart());
    }

    private String bar(int done) {
        int full = all == 0 ? BAR : (int) ((long) BAR * done / all);
        return "#".repeat(full) + ".".repeat(BAR - full);
    }

    private record Sample(Instant at, int ended) {}
}

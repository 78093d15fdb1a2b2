package dev.ordersaga.lab.replay;

import dev.ordersaga.lab.replay.Outcome.End;
import dev.ordersaga.lab.replay.Outcome.Seen;
import dev.ordersaga.lab.replay.Outcome.Timing;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects what one order meets, for one thread, until there is an {@link Outcome} to tell. */
final class OrderStory {

    private final PlannedOrder order;
    private final ReplayTime time;
    private final Instant runStarted;
    private final List<String> breaches = new ArrayList<>();
    private @Nullable StatusView view;
    private long firstSent;
    private @Nullable Long put;
    private @Nullable Long settled;
    private @Nullable Long service;

    OrderStory(PlannedOrder order, ReplayTime time, Instant runStarted) {
        this.order = order;
        this.time = time;
        this.runStarted = runStarted;
    }

    void placingAnswered(Answer answer) {
        put = micros(answer.took());
        firstSent = answer.firstSent();
    }

    void breached(String what) {
        breaches.add(what);
    }

    void saw(StatusView seen) {
        StatusView before = view;
        if (before != null && seen.version() < before.version()) {
            breached("a version went backwards");
        }
        view = seen;
    }

    /** The payment is through; an order of an earlier run says nothing about today's speed. */
    void settled(StatusView seen) {
        if (put != null && !seen.placedAt().isBefore(runStarted)) {
            settled = micros(Duration.ofNanos(time.nanos() - firstSent));
            service = micros(seen.age());
        }
    }

    @Nullable
    StatusView lastSeen() {
        return view;
    }

    /** Tells how it ended. */
    Outcome end(End end, @Nullable String reason, List<String> faults) {
        return new Outcome(
                order.invoice().number(),
                order.id(),
                end,
                reason,
                faults,
                view == null ? null : Seen.of(view),
                new Timing(put, settled, service),
                breaches,
                time.now());
    }

    private static long micros(Duration duration) {
        return duration.toNanos() / 1_000;
    }
}
